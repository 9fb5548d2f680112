/** What the member claimed, the newest first: hand it over, or take it back as long as it was not. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ClaimView } from '#shared/contracts/till/codes-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';

export function ClaimList({ claims }: { readonly claims: readonly ClaimView[] }) {
  const { t } = useTranslation();
  return (
    <section className="flex min-h-0 flex-col rounded-2xl bg-canvas p-4">
      <h3 className="mb-2 text-sm font-semibold text-ink-soft">{t('rewards.claims')}</h3>
      {claims.length === 0 ? (
        <p className="text-sm text-ink-faint">{t('rewards.noClaims')}</p>
      ) : (
        <ul className="min-h-0 flex-1 divide-y divide-hairline overflow-y-auto" data-testid="claim-list">
          {claims.map((claim) => (
            <ClaimRow key={claim.claimEntryId} claim={claim} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ClaimRow({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const { status, isCode } = claim;
  return (
    <li className="py-3" data-testid="claim-row" data-status={status}>
      <p className="flex items-baseline justify-between gap-3 font-semibold">
        <bdi>{claim.name === null ? t('rewards.gone') : local(claim.name)}</bdi>
        <span className="figure shrink-0 text-sm text-ink-soft">
          {t('rewards.cost', { points: number.count(claim.costPoints) })}
        </span>
      </p>
      <p className="text-sm text-ink-soft">
        {t(status === 'open' && isCode ? 'rewards.openCode' : `rewards.${status}`)}
      </p>
      {status === 'open' ? <ClaimActions claim={claim} /> : null}
    </li>
  );
}

function ClaimActions({ claim: { claimEntryId, isCode } }: { readonly claim: ClaimView }) {
  const { t } = useTranslation();
  const { stores, actions } = useCashier();
  const isBusy = useStore(stores.codes, (state) => state.isBusy);
  return (
    <div className="mt-2 flex gap-2">
      {isCode ? null : (
        <Button
          look="primary"
          className="flex-1"
          isDisabled={isBusy}
          onPress={() => void actions.handOverReward(claimEntryId)}
          testId="claim-hand-over"
        >
          {t('rewards.handOver')}
        </Button>
      )}
      <Button
        className="flex-1"
        isDisabled={isBusy}
        onPress={() => void actions.takeBackClaim(claimEntryId)}
        testId="claim-take-back"
      >
        {t('rewards.takeBack')}
      </Button>
    </div>
  );
}
