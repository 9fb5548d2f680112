/** Tills that have not yet said that they deleted an erased person. */

import type { ErasureView } from '#shared/contracts/hq/admin-members.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';

/** A till that joined after the order never got the person, and one that has not joined holds nothing. */
export function tillsLeft(
  { orderedMs, done }: Pick<ErasureView, 'orderedMs' | 'done'>,
  tills: readonly TillView[],
): readonly TillView[] {
  const said = new Set(done);
  return tills.filter(
    ({ deviceId, joinedAtMs }) => joinedAtMs !== null && joinedAtMs <= orderedMs && !said.has(deviceId),
  );
}
