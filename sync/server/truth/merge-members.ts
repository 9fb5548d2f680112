/**
 * Two members who are one person: the one reference becomes an alias of the other, their figures add up, and no entry is
 * rewritten. Taking it back gives each exactly what it had, because figures and holds are kept by reference; a hold of any
 * reference is the member's.
 */

import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { nextChange } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { pointTo } from '../db/stores/publication/member-store.ts';
import { markChanged, referencesOf } from '../db/stores/truth/counted-members.ts';
import { lockMembers, mergeFacts, moveAliases, setHolds, standAlone } from '../db/stores/truth/merges.ts';
import type { MemberToMerge } from '../db/stores/truth/merges.ts';
import { addNotices } from '../db/stores/truth/truth-notices.ts';
import { takeTurn } from '../db/stores/truth/truth-turn.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from '../people/audit-change.ts';

export type MergeDeps = TransactionDeps & Pick<HqDeps, 'clock'>;

/** `conflict`: not both are members of their own, or not merged at all. */
export type MergeRefusal = 'not_found' | 'conflict';

export type MergeAsked = { readonly from: Uuid; readonly into: Uuid; readonly by: Uuid };

export function mergeMembers(
  deps: MergeDeps,
  { from, into, by }: MergeAsked,
): Promise<Result<null, MergeRefusal>> {
  return inTransaction(deps, async (transaction) => {
    // What counts by member is counted before it or after it.
    await takeTurn(transaction);
    const members = await lockMembers(transaction, [from, into]);
    const [source, target] = [members.get(from), members.get(into)];
    if (source === undefined || target === undefined) return err('not_found');
    if (from === into || source.state !== 'active' || target.state !== 'active') return err('conflict');
    const references = await referencesOf(transaction, [from]);
    const aliases = [...references.keys()].filter((ref) => ref !== from);
    await pointTo(transaction, { from, into });
    await tellMerged(transaction, deps, { from, into, aliases });
    await auditChange(transaction, deps, {
      accountId: by,
      action: 'member.merge',
      subject: from,
      facts: { into, aliases: aliases.length },
    });
    await markChanged(
      transaction,
      [from, into, ...aliases],
      await nextChange(transaction, ['member', 'memberAtOnce']),
    );
    return ok(null);
  });
}

/** The reference is a member of its own again, with the aliases that it brought along. */
export function unmergeMember(
  deps: MergeDeps,
  { memberRef, by }: { readonly memberRef: Uuid; readonly by: Uuid },
): Promise<Result<null, MergeRefusal>> {
  return inTransaction(deps, async (transaction) => {
    await takeTurn(transaction);
    const members = await lockMembers(transaction, [memberRef]);
    const member = members.get(memberRef);
    if (member === undefined) return err('not_found');
    const into = member.mergedInto;
    if (member.state !== 'merged' || into === null) return err('conflict');
    const aliases = aliasesIn(await mergeFacts(transaction, memberRef));
    await standAlone(transaction, memberRef);
    await moveAliases(transaction, aliases, { from: into, into: memberRef });
    await auditChange(transaction, deps, {
      accountId: by,
      action: 'member.unmerge',
      subject: memberRef,
      facts: { from: into, aliases: aliases.length },
    });
    await markChanged(
      transaction,
      [memberRef, into, ...aliases],
      await nextChange(transaction, ['member', 'memberAtOnce']),
    );
    return ok(null);
  });
}

/** Redemption waits for a person, or goes on again: what a hold was for is for people to settle, and stays booked. */
export function holdMember(
  deps: MergeDeps,
  { memberRef, hold, by }: { readonly memberRef: Uuid; readonly hold: 'byHand' | null; readonly by: Uuid },
): Promise<Result<null, MergeRefusal>> {
  return inTransaction(deps, async (transaction) => {
    const members = await lockMembers(transaction, [memberRef]);
    const member = members.get(memberRef);
    if (member === undefined) return err('not_found');
    if (member.state !== 'active') return err('conflict');
    // What stops any reference stops the member; what a person lifts, is lifted of all.
    const references = [...(await referencesOf(transaction, [memberRef])).keys()];
    await setHolds(transaction, hold === null ? references : [memberRef], hold);
    await auditChange(transaction, deps, {
      accountId: by,
      action: 'member.hold',
      subject: memberRef,
      facts: { hold, before: member.hold },
    });
    await markChanged(transaction, [memberRef], await nextChange(transaction, ['member', 'memberAtOnce']));
    return ok(null);
  });
}

export type Merged = Pick<MergeAsked, 'from' | 'into'> & { readonly aliases: readonly Uuid[] };

/** For people, and for taking it back. */
export async function tellMerged(
  transaction: HqTransaction,
  { clock, randomBytes }: Pick<HqDeps, 'clock' | 'randomBytes'>,
  { from, into, aliases }: Merged,
): Promise<void> {
  const atMs = clock.nowMs();
  await addNotices(transaction, [
    {
      noticeId: uuidV7(atMs, randomBytes(10)),
      kind: 'membersMerged',
      atMs,
      deviceId: null,
      memberRef: from,
      entryId: null,
      facts: { into, aliases },
    },
  ]);
}

/** Written by `tellMerged`. */
function aliasesIn(facts: string | undefined): readonly MemberToMerge['memberRef'][] {
  if (facts === undefined) return [];
  const read: unknown = JSON.parse(facts);
  if (typeof read !== 'object' || read === null || !('aliases' in read)) return [];
  return Array.isArray(read.aliases) ? read.aliases.map((ref) => uuid(String(ref))) : [];
}
