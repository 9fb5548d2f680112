/** What went into the wallet, as a short slip. */

import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ToppedUpView } from '#shared/contracts/till/payment-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

export type TopUpDoneProps = { readonly done: ToppedUpView; readonly onClose: () => void };

export function TopUpDone({ done, onClose }: TopUpDoneProps) {
  const { t } = useTranslation();
  const { money, date, day } = useFormat();
  const today = useTill((till) => till.businessDay);
  return (
    <div className="text-center" data-testid="top-up-done">
      <span className="mx-auto flex size-16 items-center justify-center rounded-full bg-success-soft text-success">
        <CircleCheck aria-hidden="true" size={36} strokeWidth={1.75} />
      </span>
      <p className="mt-3 text-xl font-bold">{t('payment.done', { amount: money.text(done.amountMinor) })}</p>
      <p className="mt-1 text-ink-soft">
        {t('payment.doneBalance')}{' '}
        <Money
          amountMinor={done.balanceMinor}
          className="figure font-bold text-ink"
          testId="top-up-balance"
        />
      </p>
      {done.expiresOn === null ? null : (
        <p className="mt-1 text-sm text-ink-soft">
          {t('payment.doneUntil', { date: day.day(done.expiresOn, today) })}
        </p>
      )}
      <p className="mt-3 text-sm text-ink-faint">
        <bdi dir="ltr">{done.receiptNumber}</bdi> · {date.dateTime(done.atMs)}
      </p>
      <Button
        look="primary"
        size="large"
        autoFocus
        onPress={onClose}
        className="mt-5 w-full"
        testId="top-up-close"
      >
        {t('common.close')}
      </Button>
    </div>
  );
}
