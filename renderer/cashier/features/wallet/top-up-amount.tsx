/** The amount that goes into the wallet, typed or on the pad. */

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { KeyPad } from '#renderer/ui/key-pad.tsx';

export type TopUpAmountProps = { readonly digits: string; readonly onWrite: (text: string) => void };

export function TopUpAmount({ digits, onWrite }: TopUpAmountProps) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const shown = money.parts(Number(digits) * money.typedMinor);
  return (
    <>
      <div className="mb-2 flex h-14 items-center gap-2 rounded-2xl bg-sunken px-4">
        <input
          id="top-up-amount"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this one field
          autoFocus
          dir="ltr"
          inputMode="none"
          autoComplete="off"
          aria-label={t('payment.entry')}
          value={digits === '' ? '' : shown.digits}
          placeholder={shown.digits}
          onChange={(event) => onWrite(event.target.value)}
          data-testid="top-up-amount"
          className="figure h-12 w-full min-w-0 flex-1 bg-transparent text-end text-2xl font-bold focus-visible:outline-none"
        />
        <span className="text-sm text-ink-soft">{shown.unit}</span>
      </div>
      <KeyPad
        testIdPrefix="top-up"
        deleteLabel={t('common.deleteDigit')}
        keyClassName="h-12! text-xl!"
        onDigits={(pressed) => onWrite(digits + pressed)}
        onDelete={() => onWrite(digits.slice(0, -1))}
        corner={
          <Button
            onPress={() => onWrite(`${digits}000`)}
            preventFocusOnPress
            className="figure h-12 rounded-2xl text-xl"
            testId="top-up-key-000"
          >
            {number.digits('000')}
          </Button>
        }
      />
    </>
  );
}
