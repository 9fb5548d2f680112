/** An amount: digits in columns, the unit smaller, both in the order of the language. */

import { cx } from './cx.ts';
import { useFormat } from './format/format-context.tsx';

export type MoneyProps = {
  readonly amountMinor: number;
  readonly className?: string;
  /** Leaves the unit out where a heading already says it. */
  readonly isBare?: boolean;
  readonly unitClassName?: string;
  readonly testId?: string;
};

export function Money({ amountMinor, className, isBare = false, unitClassName, testId }: MoneyProps) {
  const { digits, unit, unitFirst } = useFormat().money.parts(amountMinor);
  const unitPart = isBare ? null : (
    <span className={cx(unitClassName ?? 'text-[0.78em] font-normal')}>{unit}</span>
  );
  return (
    <span className={cx('amount', className)} data-testid={testId}>
      {unitFirst ? unitPart : null}
      <bdi dir="ltr">{digits}</bdi>
      {unitFirst || isBare ? null : ' '}
      {unitFirst ? null : unitPart}
    </span>
  );
}
