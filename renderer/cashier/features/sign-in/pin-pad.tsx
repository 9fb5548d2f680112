/** The PIN of one operator, by touch or keyboard, with the wait that follows wrong ones. */

import { ArrowRight, LogIn } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { KeyPad } from '#renderer/ui/key-pad.tsx';
import { useActions, useTill } from '#renderer/cashier/cashier-context.tsx';
import { PinDots } from '#renderer/cashier/pin/pin-dots.tsx';
import { PinMessage } from '#renderer/cashier/pin/pin-message.tsx';
import { pinLengthMax, usePinEntry } from '#renderer/cashier/pin/use-pin-entry.ts';

export type PinPadProps = { readonly operator: OperatorView; readonly onBack: () => void };

export function PinPad({ operator, onBack }: PinPadProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const { signIn } = useActions();
  const entry = usePinEntry(
    (typed) => signIn(operator.operatorId, typed),
    () => field.current?.focus(),
  );
  const { pin, error, isBlocked, write, submit } = entry;
  return (
    <form
      className="animate-rise flex w-80 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PinHeader operator={operator} onBack={onBack} />
      <PinDots
        ref={field}
        pin={pin}
        lengthMax={pinLengthMax}
        isRefused={error !== null}
        onText={write}
        onEscape={onBack}
      />
      <PinMessage error={error} secondsLeft={entry.secondsLeft} operatorId={operator.operatorId} />
      <KeyPad
        testIdPrefix="pin"
        deleteLabel={t('common.deleteDigit')}
        isDisabled={isBlocked}
        onDigits={(digit) => write(pin + digit)}
        onDelete={() => write(pin.slice(0, -1))}
        corner={
          <Button
            look="quiet"
            onPress={() => write('')}
            isDisabled={isBlocked}
            preventFocusOnPress
            className="h-14"
          >
            {t('common.clearDigits')}
          </Button>
        }
      />
      <Button
        look="primary"
        size="large"
        className="mt-3"
        onPress={() => void submit()}
        isDisabled={isBlocked || pin === ''}
        testId="pin-submit"
      >
        <LogIn aria-hidden="true" size={20} className="rtl:-scale-x-100" />
        {t(entry.isChecking ? 'signIn.checking' : 'signIn.submit')}
      </Button>
    </form>
  );
}

function PinHeader({ operator, onBack }: PinPadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isAlone = useTill((till) => till.operators.length === 1);
  const name = format.personName(operator);
  return (
    <div className="mb-4 flex items-center gap-3">
      {isAlone ? null : (
        <Button look="quiet" size="icon" label={t('signIn.otherOperator')} onPress={onBack} testId="pin-back">
          <ArrowRight aria-hidden="true" size={22} className="ltr:-scale-x-100" />
        </Button>
      )}
      <Avatar name={name} className="size-12 bg-brand-soft text-lg text-brand-ink" />
      <div className="min-w-0 leading-tight">
        <h1 className="truncate text-lg font-bold">
          <bdi>{name}</bdi>
        </h1>
        <p className="text-sm text-ink-faint">{t(`signIn.${operator.role}`)}</p>
      </div>
    </div>
  );
}
