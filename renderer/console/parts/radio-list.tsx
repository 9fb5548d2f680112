/** A question with a few answers, all of them to be seen. */

import { useId } from 'react';
import type { ReactNode } from 'react';

export type RadioListProps<Value extends string> = {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly name: ReactNode; readonly detail?: string }[];
  readonly value: Value | null;
  readonly onValue: (value: Value) => void;
  readonly testId: string;
};

export function RadioList<Value extends string>({
  legend,
  options,
  value,
  onValue,
  testId,
}: RadioListProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink-soft">{legend}</legend>
      <div className="flex flex-col gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 items-center gap-3 rounded-xl border border-hairline px-3.5 py-2 has-checked:border-brand has-checked:bg-brand-soft has-checked:text-brand-ink"
          >
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
              data-testid={`${testId}-${option.value}`}
              className="size-4.5 accent-brand"
            />
            <span>
              <span className="font-medium">{option.name}</span>
              {option.detail === undefined ? null : <span className="block text-sm">{option.detail}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
