/** A new PIN, twice. What is wrong with it is said once its field was left. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pinDigitsMax, pinDigitsMin } from '#shared/domain/operator-pin.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { typedPinFault } from './typed-pin.ts';
import type { TypedPin } from './typed-pin.ts';

export type PinFieldsProps = {
  readonly typed: TypedPin;
  readonly onTyped: (typed: TypedPin) => void;
  readonly hasFocus?: boolean;
};

const digits = { least: pinDigitsMin, most: pinDigitsMax };

export function PinFields({ typed, onTyped, hasFocus = false }: PinFieldsProps) {
  const { t } = useTranslation();
  const [isLeft, setIsLeft] = useState({ first: false, again: false });
  const fault = typedPinFault(typed);
  const field = (name: keyof TypedPin, isShown: boolean) =>
    ({
      type: 'password',
      inputMode: 'numeric',
      dir: 'ltr',
      maxLength: pinDigitsMax,
      value: typed[name],
      onText: (text: string) => onTyped({ ...typed, [name]: text }),
      onBlur: () => setIsLeft({ ...isLeft, [name]: true }),
      fault: isShown && fault !== undefined ? t(`console.operators.pinFaults.${fault}`, digits) : undefined,
    }) as const;
  const isOfSecond = fault === 'different';
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          label={t('console.operators.pin')}
          aside={t('console.operators.pinAside', digits)}
          {...field('first', isLeft.first && typed.first !== '' && !isOfSecond)}
          autoFocus={hasFocus}
          testId="operator-pin"
        />
        <TextField
          label={t('console.operators.pinAgain')}
          {...field('again', isLeft.again && typed.again !== '' && isOfSecond)}
          testId="operator-pin-again"
        />
      </div>
      <p className="text-sm text-ink-soft">{t('console.operators.pinNote')}</p>
    </>
  );
}
