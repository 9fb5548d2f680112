/** One line of text with its name, a hint, and what is wrong with it. */

import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './cx.ts';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  readonly label: string;
  readonly onText: (text: string) => void;
  /** Beside the label, such as «اختیاری». */
  readonly aside?: ReactNode;
  readonly fault?: string | undefined;
  /** What is wrong is said elsewhere; the field only shows that it is meant. */
  readonly isFaulty?: boolean;
  readonly testId?: string;
};

export function TextField({
  label,
  onText,
  aside,
  fault,
  isFaulty = fault !== undefined,
  testId,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const { className, ...input } = rest;
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="flex items-baseline gap-1.5 text-sm font-medium text-ink-soft">
        {label}
        {aside === undefined ? null : <span className="text-xs font-normal text-ink-faint">{aside}</span>}
      </label>
      <input
        autoComplete="off"
        spellCheck={false}
        {...input}
        id={id}
        data-testid={testId}
        aria-invalid={isFaulty}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={(event) => onText(event.target.value)}
        className={cx(
          'h-12 w-full rounded-xl border bg-surface px-3.5 text-base focus-visible:outline-offset-0',
          isFaulty ? 'border-danger' : 'border-edge',
        )}
      />
      {fault === undefined ? null : (
        <p id={`${id}-fault`} className="text-sm text-danger" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
