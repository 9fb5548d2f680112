/** A plain amount, for goods without a barcode: on the pad, or typed. */

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { KeyPad } from '#renderer/ui/key-pad.tsx';
import { useActions, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { amountDigits, typedAmountMinor, withDigits } from '#renderer/cashier/amount/typed-amount.ts';

export function AmountDialog() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  if (useOverlay().kind !== 'amount') return null;
  const close = (): void => overlay.setState({ overlay: { kind: 'none' } });
  return (
    <Dialog
      title={t('basket.amountTitle')}
      closeLabel={t('common.close')}
      onClose={close}
      className="w-96"
      testId="amount-pad"
    >
      <AmountForm onDone={close} />
    </Dialog>
  );
}

function AmountForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const { addAmount } = useActions();
  const [digits, setDigits] = useState('');
  const amountMinor = typedAmountMinor(digits, money.typedMinor);
  const submit = (): void => {
    if (amountMinor === 0) return;
    onDone();
    void addAmount(amountMinor);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <AmountField
        amountMinor={amountMinor}
        onText={(text) => setDigits(withDigits('', amountDigits(text), money.typedMinor))}
      />
      <KeyPad
        testIdPrefix="amount"
        deleteLabel={t('common.deleteDigit')}
        onDigits={(digit) => setDigits(withDigits(digits, digit, money.typedMinor))}
        onDelete={() => setDigits(digits.slice(0, -1))}
        corner={
          <Button
            onPress={() => setDigits(withDigits(digits, '000', money.typedMinor))}
            preventFocusOnPress
            className="figure h-14 rounded-2xl text-2xl"
            testId="amount-key-000"
          >
            {number.digits('000')}
          </Button>
        }
      />
      <Button
        look="primary"
        size="large"
        className="mt-3 w-full"
        isDisabled={amountMinor === 0}
        onPress={submit}
        testId="amount-submit"
      >
        <Plus aria-hidden="true" size={20} />
        {t('basket.addAmount')}
      </Button>
    </form>
  );
}

type AmountFieldProps = { readonly amountMinor: number; readonly onText: (text: string) => void };

/** The field holds the amount as it is read; whatever is typed or pasted, only its digits count. */
function AmountField({ amountMinor, onText }: AmountFieldProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { digits, unit } = money.parts(amountMinor);
  return (
    <div className="mb-3 flex h-20 items-center gap-3 rounded-2xl bg-sunken px-5">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this one field
        autoFocus
        dir="ltr"
        inputMode="none"
        autoComplete="off"
        aria-label={t('basket.amountTitle')}
        value={amountMinor === 0 ? '' : digits}
        placeholder={digits}
        onChange={(event) => onText(event.target.value)}
        data-testid="amount-field"
        className="figure h-14 w-full min-w-0 flex-1 rounded-lg bg-transparent text-end text-4xl font-bold focus-visible:outline-none"
      />
      <span className="text-lg text-ink-soft">{unit}</span>
    </div>
  );
}
