import type { AdminApi, Answer } from '#shared/contracts/hq/admin-client.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';

/** Makes every other one the kept member, one after the other; the first refusal ends it and is the answer. */
export async function mergeAll(
  api: Pick<AdminApi, 'merge'>,
  refs: readonly Uuid[],
  kept: Uuid | null,
): Answer<null> {
  if (kept === null) return ok(null);
  for (const memberRef of refs) {
    if (memberRef === kept) continue;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, because HQ locks both members for each
    const merged = await api.merge(memberRef, { into: kept });
    if (!merged.ok) return merged;
  }
  return ok(null);
}
