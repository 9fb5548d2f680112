/**
 * What members spent beyond what they had, where nobody could be asked: the entries stand, the shop takes the loss on an
 * account of its own, and the member redeems nothing more until a person has looked. Only what was spent is taken over:
 * a debt that a refund leaves stays the member's debt, as it does at a till, and later earnings pay it.
 */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import { meantMembers, standingsOf } from '../db/stores/truth/counted-members.ts';
import type { Standing } from '../db/stores/truth/counted-members.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { hqKey } from './hq-chain.ts';
import type { HqPlace, HqValue } from './hq-chain.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { CountingEntry } from './judge-entry.ts';

/** What one member spent in the entries that were counted now. */
export type Spending = {
  readonly points: bigint;
  readonly walletMinor: bigint;
  readonly entries: readonly { readonly entryId: Uuid; readonly deviceId: Uuid }[];
};

export type Overdraft = {
  readonly memberRef: MemberRef;
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
  const meant = await meantMembers(transaction, [...refs]);
  const spendings = spendingsOf(counted, (ref) => meant.get(ref) ?? ref);
  const standings = await standingsOf(transaction, [...spendings.keys()]);
  return [...spendings].flatMap(([memberRef, spending]) => {
    const standing = standings.get(memberRef);
    return standing === undefined ? [] : overdraftOf(memberRef, spending, standing);
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

export function overdraftOf(
  memberRef: MemberRef,
  spending: Spending,
  standing: Standing,
): readonly Overdraft[] {
  const points = missing(standing.points, spending.points);
  const walletMinor = missing(standing.walletMinor, spending.walletMinor);
  if (points === 0 && walletMinor === 0) return [];
  const devices = new Set(spending.entries.map(({ deviceId }) => deviceId));
  const [only] = devices;
  return [
    {
      memberRef,
      points,
      walletMinor,
      deviceId: devices.size === 1 ? (only ?? null) : null,
      entryIds: spending.entries.map(({ entryId }) => entryId),
    },
  ];
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
  deps: Pick<HqDeps, 'sha256' | 'utf8'>,
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
