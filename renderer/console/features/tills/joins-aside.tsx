/** Tills that ask to join. It has its own place, so that the list does not move when one appears. */

import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { JoinView } from '#shared/contracts/hq/admin-tills.ts';
import { JoinCard } from './join-card.tsx';

export type JoinsAsideProps = {
  readonly joins: readonly JoinView[];
  readonly stores: readonly StoreView[];
  readonly mayChange: boolean;
  readonly onDecided: () => void;
};

export function JoinsAside({ joins, ...card }: JoinsAsideProps) {
  const { t } = useTranslation();
  return (
    <aside className="flex w-72 shrink-0 flex-col gap-4" aria-label={t('console.joins.title')}>
      {joins.length === 0 ? (
        <div
          className="rounded-3xl border border-dashed border-edge p-5 text-sm text-ink-soft"
          data-testid="no-joins"
        >
          <p className="font-semibold">{t('console.joins.none')}</p>
          {card.mayChange ? <p className="mt-1">{t('console.joins.how')}</p> : null}
        </div>
      ) : (
        joins.map((join) => <JoinCard key={join.joinId} join={join} {...card} />)
      )}
    </aside>
  );
}
