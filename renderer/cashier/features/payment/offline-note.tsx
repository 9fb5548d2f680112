/** What may be taken of points and wallets while the head office cannot be asked, and which limit says so. */

import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OfflinePaymentView } from '#shared/contracts/till/payment-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';

type Left = NonNullable<OfflinePaymentView['wallet']>;

export type OfflineNoteProps = {
  readonly offline: OfflinePaymentView;
  readonly pointWorthMinor: number;
  /** Whose wallet the household pays with; null where there is none. */
  readonly headName: string | null;
};

export function OfflineNote({ offline, pointWorthMinor, headName }: OfflineNoteProps) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const { points, wallet, household, aloneMinor } = offline;
  return (
    <div
      role="status"
      className="flex gap-2.5 rounded-2xl bg-warn-soft px-3.5 py-2.5 text-sm leading-snug text-warn"
      data-testid="payment-offline"
    >
      <CloudOff aria-hidden="true" size={18} className="mt-px shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-bold">{t('payment.offline.title')}</p>
        <ul className="mt-1 flex flex-col gap-0.5">
          {points === null ? null : (
            <Row
              name={t('payment.points')}
              amount={
                points.points === 0
                  ? null
                  : t('payment.offline.points', {
                      points: number.count(points.points),
                      amount: money.text(points.points * pointWorthMinor),
                    })
              }
              left={points}
              cardLevel={offline.cardLevel}
              testId="offline-points"
            />
          )}
          {wallet === null ? null : (
            <Row
              name={t('payment.wallet')}
              amount={wallet.leftMinor === 0 ? null : money.text(wallet.leftMinor)}
              left={wallet}
              cardLevel={offline.cardLevel}
              testId="offline-wallet"
            />
          )}
          {household === null ? null : (
            <Row
              name={t('payment.household', { name: headName ?? '–' })}
              amount={household.leftMinor === 0 ? null : money.text(household.leftMinor)}
              left={household}
              cardLevel={offline.cardLevel}
              testId="offline-household"
            />
          )}
        </ul>
        {aloneMinor === null ? null : (
          <p className="mt-1">
            {aloneMinor === 0
              ? t('payment.offline.managerAlways')
              : t('payment.offline.manager', { amount: money.text(aloneMinor) })}
          </p>
        )}
      </div>
    </div>
  );
}

type RowProps = {
  readonly name: string;
  /** Null where nothing of it may go. */
  readonly amount: string | null;
  readonly left: Left;
  readonly cardLevel: OfflinePaymentView['cardLevel'];
  readonly testId: string;
};

function Row({ name, amount, left, cardLevel, testId }: RowProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { limit, leftMinor, limitMinor } = left;
  const why = t(`payment.offline.limit.${limit === 'level' && cardLevel === 0 ? 'noCard' : limit}`);
  return (
    <li data-testid={testId} data-limit={limit}>
      {name}: <strong className="font-bold">{amount ?? t('payment.offline.nothing')}</strong>
      {' · '}
      {leftMinor < limitMinor ? t('payment.offline.used', { why, limit: money.text(limitMinor) }) : why}
    </li>
  );
}
