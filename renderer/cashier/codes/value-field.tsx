/** An amount in a form: shown as it is read, and only its digits count, whatever is typed. */

import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { amountDigits, typedAmountMinor, withDigits } from '#renderer/cashier/amount/typed-amount.ts';

export type ValueFieldProps = {
  readonly label: string;
  readonly valueMinor: number;
  readonly onValue: (valueMinor: number) => void;
  /** What is typed next belongs here. */
  readonly autoFocus?: boolean;
  readonly testId: string;
};

export function ValueField({ label, valueMinor, onValue, autoFocus = false, testId }: ValueFieldProps) {
  const { money } = useFormat();
  const { digits, unit } = money.parts(valueMinor);
  const write = (text: string): void => {
    onValue(typedAmountMinor(withDigits('', amountDigits(text), money.typedMinor), money.typedMinor));
  };
  return (
    <label className="flex flex-col gap-1 text-sm font-medium text-ink-soft">
      {label}
      <span className="flex h-14 items-center gap-3 rounded-xl border border-edge bg-surface px-4">
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a form opened for this field
          autoFocus={autoFocus}
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
          value={valueMinor === 0 ? '' : digits}
          onChange={(event) => write(event.target.value)}
          data-testid={testId}
          className="figure h-12 min-w-0 flex-1 bg-transparent text-end text-2xl font-bold text-ink focus-visible:outline-none"
        />
        <span className="text-base text-ink-soft">{unit}</span>
      </span>
    </label>
  );
}
