/** Who may approve what this operator does: every other manager of the till. */

import type { OperatorView } from '#shared/contracts/till-views.ts';

export function managersAtHand(
  operators: readonly OperatorView[],
  actor: OperatorView | null,
): readonly OperatorView[] {
  return operators.filter(({ role, operatorId }) => role === 'manager' && operatorId !== actor?.operatorId);
}
