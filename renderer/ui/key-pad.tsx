/** Digits to touch, in the digits of the language; the same order in both directions of writing. */

import { Delete } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { useFormat } from './format/format-context.tsx';

export type KeyPadProps = {
  /** Called with '0' … '9', or with `lastKey`'s digits. */
  readonly onDigits: (digits: string) => void;
  readonly onDelete: () => void;
  readonly deleteLabel: string;
  /** What stands below the 7: '000' for amounts, or a node such as a clear button. */
  readonly corner: ReactNode;
  readonly isDisabled?: boolean;
  readonly keyClassName?: string;
  /** Keys get `<prefix>-key-<digit>`. */
  readonly testIdPrefix: string;
};

const digitKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function KeyPad(props: KeyPadProps) {
  const { number } = useFormat();
  const { onDigits, testIdPrefix, isDisabled = false } = props;
  const keyLook = cx('h-14 rounded-2xl text-2xl font-medium amount', props.keyClassName);
  const digitKey = (digit: string): ReactNode => (
    <Button
      key={digit}
      onPress={() => onDigits(digit)}
      isDisabled={isDisabled}
      preventFocusOnPress
      className={keyLook}
      testId={`${testIdPrefix}-key-${digit}`}
    >
      {number.digits(digit)}
    </Button>
  );
  return (
    <div dir="ltr" className="grid grid-cols-3 gap-2">
      {digitKeys.map(digitKey)}
      {props.corner}
      {digitKey('0')}
      <Button
        look="quiet"
        onPress={props.onDelete}
        isDisabled={isDisabled}
        preventFocusOnPress
        label={props.deleteLabel}
        className={keyLook}
        testId={`${testIdPrefix}-key-delete`}
      >
        <Delete aria-hidden="true" size={24} />
      </Button>
    </div>
  );
}
