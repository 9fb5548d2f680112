/** A till that asks to join: the fingerprint is compared by a person before anything is approved. */

import { ScanEye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { JoinView } from '#shared/contracts/hq/admin-tills.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { tell } from '#renderer/console/stores/console-store.ts';
import { useDeed } from '#renderer/console/use-deed.ts';

export type JoinCardProps = {
  readonly join: JoinView;
  readonly stores: readonly StoreView[];
  readonly mayChange: boolean;
  readonly onDecided: () => void;
};

export function JoinCard({ join, stores, mayChange, onDecided }: JoinCardProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { api, store: console } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const { fingerprint } = join;
  const store = stores.find(({ storeId }) => storeId === join.storeId);
  const decide = (decision: 'approve' | 'refuse'): void =>
    run(
      () => api.decide(join.joinId, decision, { fingerprint }),
      () => {
        tell(console, t(`console.told.${decision}`, { till: isolated(join.tillName) }));
        onDecided();
      },
    );
  return (
    <section
      data-testid={`join-${join.deviceId}`}
      className="rounded-3xl border-2 border-brand bg-brand-soft p-5 text-brand-ink"
    >
      <h3 className="flex items-center gap-2 text-lg font-bold">
        <ScanEye aria-hidden="true" size={22} className="shrink-0" />
        {t('console.joins.title')}
      </h3>
      <p className="mt-1">
        <bdi className="font-semibold">{join.tillName}</bdi>
        <span className="mx-2">·</span>
        <bdi>{store === undefined ? join.storeId : local(store.name)}</bdi>
      </p>
      <p
        dir="ltr"
        data-testid="fingerprint"
        className="my-3 text-center font-mono text-3xl font-bold tracking-wider"
      >
        {fingerprint}
      </p>
      <p className="text-sm">{t('console.joins.hint')}</p>
      {mayChange ? (
        <div className="mt-4 flex flex-wrap gap-3">
          <Button
            look="primary"
            size="large"
            onPress={() => decide('approve')}
            isDisabled={isBusy}
            testId="approve"
          >
            {t('console.joins.approve')}
          </Button>
          <Button size="large" onPress={() => decide('refuse')} isDisabled={isBusy} testId="refuse">
            {t('console.joins.refuse')}
          </Button>
        </div>
      ) : null}
      <div className="mt-3">
        <FailureNote failure={failure} />
      </div>
    </section>
  );
}
