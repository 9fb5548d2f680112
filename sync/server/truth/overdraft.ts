/**
 * What members spent beyond what they had, where nobody could be asked: the entries stand, the shop takes the loss on an
 * account of its own, and the member redeems nothing more until a person has looked. Only what was spent is taken over:
 * a debt that a refund leaves stays the member's debt, as it does at a till, and later earnings pay it. What is taken over
 * is booked for the reference that lacks it, and so is the hold: when merged members come apart, each goes with its own.
 */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import { meantMembers, referencesOf, standingsByReference } from '../db/stores/truth/counted-members.ts';
import type { Standing } from '../db/stores/truth/counted-members.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { grouped } from './grouped.ts';
import { hqKey } from './hq-chain.ts';
import type { HqKeyDeps, HqPlace, HqValue } from './hq-chain.ts';
import type { CountingEntry } from './judge-entry.ts';

/** What one member spent in the entries that were counted now. */
export type Spending = {
  readonly points: bigint;
  readonly walletMinor: bigint;
  readonly entries: readonly { readonly entryId: Uuid; readonly deviceId: Uuid }[];
};

export type Overdraft = {
  /** The reference that stands below 0: of the member itself, or an alias. */
  readonly memberRef: MemberRef;
  /** Whom it means today. */
  readonly meant: MemberRef;
  readonly points: number;
  readonly walletMinor: number;
  readonly deviceId: Uuid | null;
  readonly entryIds: readonly Uuid[];
};

/** Of everybody who spent something now and stands below 0 with all tills and references counted. */
export async function findOverdrafts(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
): Promise<readonly Overdraft[]> {
  const refs = new Set(counted.flatMap(({ changes }) => changes.spent.map(({ memberRef }) => memberRef)));
  if (refs.size === 0) return [];
  const meant = await meantMembers(transaction, [...refs]);
  const spendings = spendingsOf(counted, (ref) => meant.get(ref) ?? ref);
  const spendingsByRef = spendingsOf(counted, (ref) => ref);
  const references = grouped(
    [...(await referencesOf(transaction, [...spendings.keys()]))],
    ([, member]) => member,
  );
  const standings = await standingsByReference(
    transaction,
    [...references.values()].flat().map(([ref]) => ref),
  );
  return [...spendings].flatMap(([member, spending]) => {
    const purses = (references.get(member) ?? [])
      .map(([ref]) => ({ ref, standing: standings.get(ref) ?? nothing, spending: spendingsByRef.get(ref) }))
      // Whoever spent comes first, in an order that is the same whoever counts.
      .toSorted(
        (left, right) =>
          Number(left.spending === undefined) - Number(right.spending === undefined) ||
          compareTexts(left.ref, right.ref),
      );
    return overdraftsOf(member, spending, purses);
  });
}

/** What one reference has, and what was spent from it now. */
export type ReferencePurse = {
  readonly ref: MemberRef;
  readonly standing: Standing;
  readonly spending: Spending | undefined;
};

const nothing: Standing = { points: 0n, walletMinor: 0n };

/**
 * What the shop takes over of a member, by reference: no more than the member spent, no more than all references lack
 * together, and none is ever lifted above 0.
 */
export function overdraftsOf(
  member: MemberRef,
  spending: Spending,
  purses: readonly ReferencePurse[],
): readonly Overdraft[] {
  const standing = {
    points: purses.reduce((sum, purse) => sum + purse.standing.points, 0n),
    walletMinor: purses.reduce((sum, purse) => sum + purse.standing.walletMinor, 0n),
  };
  const left = {
    points: missing(standing.points, spending.points),
    walletMinor: missing(standing.walletMinor, spending.walletMinor),
  };
  const take = (of: 'points' | 'walletMinor', purse: ReferencePurse): number => {
    const taken = missing(purse.standing[of], BigInt(left[of]));
    left[of] -= taken;
    return taken;
  };
  return purses.flatMap((purse) => {
    const [points, walletMinor] = [take('points', purse), take('walletMinor', purse)];
    if (points === 0 && walletMinor === 0) return [];
    const { entries } = purse.spending ?? spending;
    const devices = new Set(entries.map(({ deviceId }) => deviceId));
    const [only] = devices;
    return [
      {
        memberRef: purse.ref,
        meant: member,
        points,
        walletMinor,
        deviceId: devices.size === 1 ? (only ?? null) : null,
        entryIds: entries.map(({ entryId }) => entryId),
      },
    ];
  });
}

export function spendingsOf(
  counted: readonly CountingEntry[],
  meant: (memberRef: MemberRef) => MemberRef,
): ReadonlyMap<MemberRef, Spending> {
  const spendings = new Map<MemberRef, Spending>();
  for (const { place, entry, changes } of counted) {
    for (const { memberRef, purse, amount } of changes.spent) {
      const ref = meant(memberRef);
      const before = spendings.get(ref) ?? { points: 0n, walletMinor: 0n, entries: [] };
      const taken = -BigInt(amount);
      const isKnown = before.entries.some(({ entryId }) => entryId === entry.entryId);
      spendings.set(ref, {
        points: before.points + (purse === 'points' ? taken : 0n),
        walletMinor: before.walletMinor + (purse === 'wallet' ? taken : 0n),
        entries: isKnown
          ? before.entries
          : [...before.entries, { entryId: entry.entryId, deviceId: place.deviceId }],
      });
    }
  }
  return spendings;
}

/** A sum past what an entry can hold is taken over as far as it can. */
function missing(standing: bigint, spent: bigint): number {
  const below = standing < 0n ? -standing : 0n;
  const over = below < spent ? below : spent;
  return Number(over > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : over);
}

export function overdraftEntry(
  { memberRef, points, walletMinor, deviceId, entryIds }: Overdraft,
  { currency, moment }: HqPlace,
  deps: HqKeyDeps,
): HqValue {
  const moves = [...takenOver('points', points, memberRef), ...takenOver('money', walletMinor, memberRef)];
  return {
    kind: 'overdraft',
    opKey: hqKey(deps, 'overdraft', memberRef, ...entryIds),
    memberRef,
    content: { currency, moment, moves, facts: [], detail: { deviceId, entryIds } },
  };
}

function takenOver(unit: Move['unit'], amount: number, memberRef: MemberRef): readonly Move[] {
  if (amount === 0) return [];
  return [
    {
      unit,
      amount,
      from: { kind: 'shop', account: 'overdraft' },
      to: { kind: 'member', memberRef, purse: unit === 'points' ? 'points' : 'wallet' },
      lot: { kind: 'own', terms: { origin: 'adjusted', releaseOn: null, expiresOn: null } },
    },
  ];
}
