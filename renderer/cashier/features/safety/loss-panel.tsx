/** The largest loss that can come of it, explained by its parts. */

import { useTranslation } from 'react-i18next';
import type { OfflineView } from '#shared/contracts/till/safety-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

export function LossPanel({ offline: { worstLoss } }: { readonly offline: OfflineView }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const isMembers = worstLoss.perTillLimit === 'members';
  return (
    <section className="rounded-2xl border border-hairline p-4" data-testid="worst-loss">
      <h3 className="font-bold">{t('safety.loss.title')}</h3>
      {worstLoss.tills === 0 ? (
        <p className="mt-1 text-sm text-balance text-ink-soft">{t('safety.loss.none')}</p>
      ) : (
        <>
          <Money
            amountMinor={worstLoss.lossMinor}
            className="figure mt-1 block text-2xl font-extrabold"
            testId="worst-loss-amount"
          />
          <ul className="mt-1 text-sm text-ink-soft">
            <li>
              {t('safety.loss.tills', { count: worstLoss.tills })} ×{' '}
              {t('safety.loss.perTill', { amount: money.text(worstLoss.perTillMinor) })}
            </li>
            <li>
              {t(isMembers ? 'safety.loss.limitMembers' : 'safety.loss.limitTill', {
                count: worstLoss.members,
                amount: money.text(worstLoss.perMemberMinor),
              })}
            </li>
            <li>{t('safety.loss.perMember', { amount: money.text(worstLoss.perMemberEverywhereMinor) })}</li>
          </ul>
        </>
      )}
    </section>
  );
}
