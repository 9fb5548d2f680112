/** One of several, by the system's own list: long ones as well, and by the keys that people know. */

import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { cx } from '#renderer/ui/cx.ts';

export type SelectOption<Value extends string> = { readonly value: Value; readonly name: string };

export type SelectFieldProps<Value extends string> = {
  readonly label: string;
  /** The label is only for whoever cannot see that it is clear without. */
  readonly isLabelHidden?: boolean;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onValue: (value: Value) => void;
  readonly className?: string;
  readonly testId: string;
};

export function SelectField<Value extends string>({
  label,
  isLabelHidden = false,
  options,
  value,
  onValue,
  className,
  testId,
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium text-ink-soft'}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          data-testid={testId}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onValue(chosen.value);
          }}
          className="h-12 w-full appearance-none rounded-xl border border-edge bg-surface ps-3.5 pe-10 text-base"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          size={18}
          className="pointer-events-none absolute inset-y-0 end-3.5 my-auto text-ink-soft"
        />
      </div>
    </div>
  );
}
