/** Tills that ask to join: beside the list, so that no row moves up or down when one appears. */

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
      {joins.map((join) => (
        <JoinCard key={join.joinId} join={join} {...card} />
      ))}
    </aside>
  );
}
