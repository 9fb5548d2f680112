/** The one field of the payment window, for whichever amount is being typed, and the pad beside it. */

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { KeyPad } from '#renderer/ui/key-pad.tsx';
import type { EntryField, PaymentForm } from './use-payment-form.ts';

const fieldNames = {
  points: 'payment.points',
  wallet: 'payment.wallet',
  household: 'payment.wallet',
  cash: 'payment.cash',
  change: 'payment.intoWallet',
} as const satisfies { readonly [Field in EntryField]: string };

export function AmountEntry({ form }: { readonly form: PaymentForm }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const isPoints = form.field === 'points';
  const { digits, unit } = isPoints
    ? { digits: number.count(form.typed ?? 0), unit: t('units.points') }
    : money.parts(form.typed ?? 0);
  return (
    <>
      <label className="mb-1 block text-sm font-medium text-ink-soft" htmlFor="payment-amount">
        {t(fieldNames[form.field])}
      </label>
      <div className="mb-2 flex h-14 items-center gap-2 rounded-2xl bg-sunken px-4">
        <input
          id="payment-amount"
          // Whatever was pressed, the keyboard goes on writing here.
          key={`${form.field} ${form.turn}`}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window's one field, where the keyboard writes
          autoFocus
          dir="ltr"
          inputMode="none"
          autoComplete="off"
          value={form.typed === null ? '' : digits}
          placeholder={digits}
          onChange={(event) => form.write(event.target.value)}
          data-testid="payment-amount"
          className="figure h-12 w-full min-w-0 flex-1 bg-transparent text-end text-2xl font-bold focus-visible:outline-none"
        />
        <span className="text-sm text-ink-soft">{unit}</span>
      </div>
      <KeyPad
        testIdPrefix="payment"
        deleteLabel={t('common.deleteDigit')}
        keyClassName="h-12! text-xl!"
        onDigits={form.press}
        onDelete={form.erase}
        corner={
          <Button
            onPress={() => form.press('000')}
            preventFocusOnPress
            className="figure h-12 rounded-2xl text-xl"
            testId="payment-key-000"
          >
            {number.digits('000')}
          </Button>
        }
      />
    </>
  );
}
