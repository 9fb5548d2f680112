/** What pays besides money, in one line above the big button; shown only while something does. */

import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import type { TenderView } from '#shared/contracts/till/payment-views.ts';
import { useBasket } from '#renderer/cashier/cashier-context.tsx';
import type { RedemptionOff } from '#renderer/cashier/redemption/redemption-off.ts';
import { useRedemptionOff } from '#renderer/cashier/redemption/use-redemption-off.ts';

export function PaymentStrip() {
  const { t } = useTranslation();
  const { money, number, list } = useFormat();
  const payment = useBasket(({ basket }) => basket?.payment);
  const off = useRedemptionOff();
  if (payment === undefined) return null;
  const isOff = off !== null && payment.tenders.some((tender) => isTakenFrom(tender, off));
  const isWarning = payment.isCut || payment.isStale || isOff;
  const parts = payment.tenders.map(({ means, amount, worthMinor }) =>
    means === 'points'
      ? t('payment.chipPoints', { points: number.count(amount) })
      : `${t(`payment.${means}`)} ${money.text(worthMinor)}`,
  );
  return (
    <p
      role="status"
      className={cx(
        'flex items-center gap-2 rounded-xl px-3 py-1.5 text-[0.8125rem] font-medium',
        isWarning ? 'bg-warn-soft text-warn' : 'bg-brand-soft text-brand-ink',
      )}
      data-testid="payment-strip"
      data-state={isWarning ? 'warning' : 'chosen'}
    >
      {isWarning ? <TriangleAlert aria-hidden="true" size={16} className="shrink-0" /> : null}
      <span>
        {isOff
          ? t('payment.off')
          : isWarning
            ? t(payment.isStale ? 'payment.stale' : 'payment.cut')
            : list.and(parts)}
      </span>
    </p>
  );
}

/** Codes are nobody's; the wallet of a household is not the member's own. */
function isTakenFrom({ means, isHousehold }: TenderView, { kind }: RedemptionOff): boolean {
  return (means === 'points' || means === 'wallet') && (kind === 'till' || !isHousehold);
}
