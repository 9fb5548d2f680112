/** A worth weighs offers against each other; nobody pays it, so that a part of the smallest digit only confuses. */

import type { MoneyFormat } from '#renderer/ui/format/money-format.ts';

/** Cut to what can be typed, toward zero; an amount below that stays as it is. */
export function worthShownMinor(
  amountMinor: number,
  { typedMinor }: Pick<MoneyFormat, 'typedMinor'>,
): number {
  const whole = Math.trunc(amountMinor / typedMinor) * typedMinor;
  return whole === 0 ? amountMinor : whole;
}
