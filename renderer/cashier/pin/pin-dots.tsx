/** The PIN field: a real field for keyboards and screen readers, drawn as dots. */

import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';

export type PinDotsProps = {
  readonly ref: Ref<HTMLInputElement>;
  readonly pin: string;
  readonly lengthMax: number;
  readonly isRefused: boolean;
  readonly onText: (text: string) => void;
  readonly onEscape: () => void;
};

const dotsShownMin = 4;

export function PinDots({ ref, pin, lengthMax, isRefused, onText, onEscape }: PinDotsProps) {
  const { t } = useTranslation();
  const places = Array.from({ length: Math.max(dotsShownMin, pin.length) }, (_, index) => index);
  return (
    <div className="relative">
      <input
        ref={ref}
        type="password"
        inputMode="none"
        autoComplete="off"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just pressed their name to enter the PIN
        autoFocus
        maxLength={lengthMax}
        value={pin}
        aria-label={t('signIn.pinField')}
        aria-invalid={isRefused}
        data-testid="pin-field"
        onKeyDown={(event) => (event.key === 'Escape' ? onEscape() : undefined)}
        onChange={(event) => onText(event.target.value)}
        className={cx(
          'h-14 w-full rounded-2xl border bg-surface text-transparent caret-transparent selection:bg-transparent',
          isRefused ? 'border-danger' : 'border-edge',
        )}
      />
      <div
        dir="ltr"
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 flex items-center justify-center gap-3.5"
      >
        {places.map((place) => (
          <span
            key={place}
            className={cx(
              'size-3.5 rounded-full transition-colors',
              place < pin.length ? 'bg-brand' : 'bg-hairline',
            )}
          />
        ))}
      </div>
    </div>
  );
}
