/** The PIN of the manager who approves. */

import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { KeyPad } from '#renderer/ui/key-pad.tsx';
import { PinDots } from '#renderer/cashier/pin/pin-dots.tsx';
import { PinMessage } from '#renderer/cashier/pin/pin-message.tsx';
import { pinLengthMax, usePinEntry } from '#renderer/cashier/pin/use-pin-entry.ts';

export type ApproverPinProps = {
  readonly manager: OperatorView;
  /** Null where there is no other manager to choose. */
  readonly onOther: (() => void) | null;
  readonly onPin: (pin: string) => Promise<AppError | null>;
  readonly onClose: () => void;
};

export function ApproverPin({ manager, onOther, onPin, onClose }: ApproverPinProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const entry = usePinEntry(onPin, () => field.current?.focus());
  const { pin, isBlocked, write, submit } = entry;
  // The window that this one opened over takes the focus back from a field that asks for it too early.
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="flex flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="mb-3 flex min-h-11 items-center gap-3">
        <Avatar name={format.personName(manager)} className="size-10 bg-saffron-soft text-saffron" />
        <bdi className="min-w-0 flex-1 truncate font-semibold">{format.personName(manager)}</bdi>
        {onOther === null ? null : (
          <Button look="quiet" onPress={onOther} testId="approver-other">
            {t('approval.other')}
          </Button>
        )}
      </div>
      <PinDots
        ref={field}
        pin={pin}
        lengthMax={pinLengthMax}
        isRefused={entry.error !== null}
        onText={write}
        onEscape={onClose}
      />
      <PinMessage error={entry.error} secondsLeft={entry.secondsLeft} operatorId={manager.operatorId} />
      <KeyPad
        testIdPrefix="approver"
        deleteLabel={t('common.deleteDigit')}
        isDisabled={isBlocked}
        onDigits={(digit) => write(pin + digit)}
        onDelete={() => write(pin.slice(0, -1))}
        keyClassName="h-12!"
        corner={<span />}
      />
      <Button
        look="primary"
        size="large"
        className="mt-3"
        onPress={() => void submit()}
        isDisabled={isBlocked || pin === ''}
        testId="approval-submit"
      >
        <ShieldCheck aria-hidden="true" size={20} />
        {t(entry.isChecking ? 'signIn.checking' : 'approval.submit')}
      </Button>
    </form>
  );
}
