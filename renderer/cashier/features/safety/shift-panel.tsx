/** The shift that is open: how much is in it, and its close. */

import { BookCheck, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { TillHealthView } from '#shared/contracts/till/safety-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions, useCashier } from '#renderer/cashier/cashier-context.tsx';

export function ShiftPanel({ health: { shift } }: { readonly health: TillHealthView }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { stores } = useCashier();
  const { closeShift, showLastProof } = useActions();
  const closing = useStore(stores.safety, (state) => state.closing);
  const isClosing = closing === 'asked';
  const { lastClosedAtMs } = shift;
  return (
    <section className="rounded-2xl border border-hairline p-4">
      <h3 className="font-bold">{t('safety.shift.title')}</h3>
      <p className="mt-1">
        <span
          className="figure text-2xl font-extrabold"
          data-testid="shift-entries"
          data-entries={shift.entries}
        >
          {t('safety.shift.entries', { count: shift.entries })}
        </span>
        <span className="block text-sm text-ink-soft">
          {lastClosedAtMs === null
            ? t('safety.shift.never')
            : t('safety.shift.since', { when: date.dateTime(lastClosedAtMs) })}
        </span>
      </p>
      <div className="mt-3 flex gap-2">
        <Button
          look="primary"
          size="large"
          className="flex-1"
          isDisabled={isClosing}
          onPress={() => void closeShift()}
          testId="close-shift"
        >
          <BookCheck aria-hidden="true" size={22} />
          {t(isClosing ? 'safety.shift.closing' : 'safety.shift.close')}
        </Button>
        {lastClosedAtMs === null ? null : (
          <Button size="large" onPress={() => void showLastProof()} testId="last-proof">
            <ReceiptText aria-hidden="true" size={20} />
            {t('safety.shift.last')}
          </Button>
        )}
      </div>
      {typeof closing === 'string' ? (
        <p className="mt-2 text-sm text-ink-soft">{t('safety.shift.hint')}</p>
      ) : (
        <p
          role="alert"
          className="mt-2 text-sm text-danger"
          data-testid="close-failed"
          data-code={closing.code}
        >
          <strong className="font-semibold">{t(`errors.${closing.code}.sentence`)}</strong>{' '}
          {t(`errors.${closing.code}.nextStep`)}
        </p>
      )}
    </section>
  );
}
