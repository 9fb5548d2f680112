/** Keeps value for an entry that a till is about to book: two tills never get the same. */

import type { ReserveAnswer, ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { withRealEnds } from '#shared/ledger/value/lot-end.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { mayRedeem } from '../db/stores/people/leases.ts';
import { meantMembers, referencesOf } from '../db/stores/truth/counted-members.ts';
import { lastPurchases, lotsOfMembers } from '../db/stores/truth/member-lots.ts';
import type { HeldLot } from '../db/stores/truth/member-lots.ts';
import {
  lockHolders,
  putReservations,
  releaseReservation,
  reservationsOf,
  reservedOf,
} from '../db/stores/truth/reservations.ts';
import type { ReservationRow, ReservedSum } from '../db/stores/truth/reservations.ts';
import type { HqDeps } from '../hq-deps.ts';
import { readProgramme } from '../publication/chain-documents.ts';
import { hqPlace } from './hq-chain.ts';

/** From here on the till has lost it, unless its entry comes. */
export const reservedMs = 2 * 60_000;

export type ReserveDeps = Pick<HqDeps, 'db' | 'timers' | 'randomBytes' | 'clock'>;

export type ReserveRefusal =
  | { readonly code: 'on_hold'; readonly details: { readonly reason: 'member' | 'till' } }
  /** Of the part that is missing most: what is left for it. */
  | {
      readonly code: 'not_enough';
      readonly details: { readonly points: number; readonly walletMinor: number };
    };

export type AskingTill = { readonly deviceId: Uuid };

type Asked = Omit<ReserveRequest, 'opKey'> & {
  readonly opKey: Uint8Array;
  readonly deviceId: Uuid;
  readonly nowMs: EpochMs;
};

/**
 * All parts or none. Asked again, the answer is the same while the reservation is open. Asked for more or for something
 * else under the same key, it grows: questions may come late and in another order, and whichever the till goes by, what
 * it was promised is kept.
 */
export async function reserve(
  deps: ReserveDeps,
  till: AskingTill,
  request: ReserveRequest,
): Promise<Result<ReserveAnswer, ReserveRefusal>> {
  const opKey = hexToBytes(request.opKey);
  invariant(opKey !== undefined, 'the contract lets hexadecimal digits through');
  const asked = { ...request, opKey, deviceId: till.deviceId, nowMs: deps.clock.nowMs() };
  return inTransaction(deps, (transaction) => reserveIn(transaction, asked, deps), { isRepeatable: true });
}

export async function release(deps: ReserveDeps, till: AskingTill, opKeyText: string): Promise<void> {
  const opKey = hexToBytes(opKeyText);
  invariant(opKey !== undefined, 'the contract lets hexadecimal digits through');
  await inTransaction(
    deps,
    (transaction) => releaseReservation(transaction, { opKey, deviceId: till.deviceId }),
    { isRepeatable: true },
  );
}

async function reserveIn(
  transaction: HqTransaction,
  asked: Asked,
  deps: ReserveDeps,
): Promise<Result<ReserveAnswer, ReserveRefusal>> {
  const { opKey, deviceId, memberRef, parts, nowMs } = asked;
  if (!(await mayRedeem(transaction, asked))) return err({ code: 'on_hold', details: { reason: 'till' } });
  const meant = await meantMembers(transaction, [memberRef, ...parts.map(({ holderRef }) => holderRef)]);
  const holders = [...new Set(meant.values())].toSorted();
  // Whoever else reserves of one of them waits here; what is read below is read after that.
  const rows = await lockHolders(transaction, holders);
  const before = await reservationsOf(transaction, opKey);
  const answered = answerOf(before, asked);
  if (answered !== undefined) return answered;
  // Merged or erased while we waited, or held by a person.
  if (rows.some(({ state, hold }) => hold !== null || state !== 'active')) {
    return err({ code: 'on_hold', details: { reason: 'member' } });
  }
  // Of a member that HQ has never heard of, HQ has nothing to keep.
  if (rows.length < holders.length)
    return err({ code: 'not_enough', details: { points: 0, walletMinor: 0 } });
  const left = await leftOf(transaction, asked, holders);
  const missing = missingIn(parts, (ref) => meant.get(ref) ?? ref, left);
  if (missing !== undefined) return err({ code: 'not_enough', details: missing });
  const kept = openRows(before, nowMs);
  const reservationId = kept[0]?.reservationId ?? uuidV7(nowMs, deps.randomBytes(10));
  const expiresMs = nowMs + reservedMs;
  const made = {
    opKey,
    reservationId,
    deviceId,
    memberRef,
    madeMs: nowMs,
    expiresMs,
    state: 'open',
  } as const;
  const rowsToPut = [...partsTogether(parts).values()].map((part) => ({
    ...made,
    ...part,
    amount: Math.max(part.amount, keptOf(kept, part)),
  }));
  await putReservations(transaction, rowsToPut);
  return ok({ reservationId, expiresAtMs: epochMs(expiresMs) });
}

/** What was answered before, while it still holds. A booked operation has nothing to reserve any more. */
function answerOf(
  before: readonly ReservationRow[],
  { deviceId, nowMs, parts }: Asked,
): Result<ReserveAnswer, ReserveRefusal> | undefined {
  const isAnothers = before.some(
    (row) => row.deviceId !== deviceId && row.state !== 'released' && row.expiresMs > nowMs,
  );
  if (isAnothers) return err({ code: 'on_hold', details: { reason: 'till' } });
  const booked = before.find((row) => row.deviceId === deviceId && row.state === 'booked');
  const kept = openRows(before, nowMs);
  const isCovered = [...partsTogether(parts).values()].every((part) => part.amount <= keptOf(kept, part));
  const first = booked ?? (isCovered ? kept[0] : undefined);
  return first && ok({ reservationId: first.reservationId, expiresAtMs: epochMs(endOf(first, kept)) });
}

function openRows(rows: readonly ReservationRow[], nowMs: EpochMs): readonly ReservationRow[] {
  return rows.filter(({ state, expiresMs }) => state === 'open' && expiresMs > nowMs);
}

/** As long as all of its parts are kept. */
function endOf(first: ReservationRow, kept: readonly ReservationRow[]): number {
  return Math.min(first.expiresMs, ...kept.map(({ expiresMs }) => expiresMs));
}

function keptOf(rows: readonly ReservationRow[], { holderRef, means }: Part): number {
  return rows.find((row) => row.holderRef === holderRef && row.means === means)?.amount ?? 0;
}

type Left = (holder: Uuid, means: 'points' | 'wallet') => number;

async function leftOf(
  transaction: HqTransaction,
  { opKey, nowMs }: Asked,
  holders: readonly Uuid[],
): Promise<Left> {
  const references = await referencesOf(transaction, holders);
  // Before the lots: an entry that is counted in between is then missing from both, and never counted as free.
  const reserved = await reservedOf(transaction, {
    holderRefs: [...references.keys()],
    nowMs,
    exceptOpKey: opKey,
  });
  const lots = await lotsOfMembers(transaction, holders);
  const purchases = await lastPurchases(transaction, holders);
  const { today } = await hqPlace(transaction, nowMs);
  const programme = await readProgramme(transaction);
  const rules = programme?.points ?? { expireAfterQuietDays: null, closeOutOn: null };
  return (holder, means) => {
    const held = lots.get(holder) ?? [];
    const spendable = spendableAt(held, {
      means,
      today,
      rules,
      lastPurchaseOn: purchases.get(holder) ?? null,
    });
    return spendable - reservedFor(reserved, means, (ref) => (references.get(ref) ?? ref) === holder);
  };
}

type SpendAt = {
  readonly means: 'points' | 'wallet';
  readonly today: IsoDate;
  readonly rules: Pick<PointsRules, 'expireAfterQuietDays' | 'closeOutOn'>;
  readonly lastPurchaseOn: IsoDate | null;
};

function spendableAt(lots: readonly HeldLot[], { means, today, rules, lastPurchaseOn }: SpendAt): number {
  const unit = means === 'points' ? 'points' : 'money';
  const ofUnit = lots.filter((lot) => lot.unit === unit);
  return spendableOf(withRealEnds(ofUnit, { rules, lastPurchaseOn }), today);
}

function reservedFor(
  reserved: readonly ReservedSum[],
  means: 'points' | 'wallet',
  isOf: (ref: Uuid) => boolean,
): number {
  return reserved
    .filter((sum) => sum.means === means && isOf(sum.holderRef))
    .reduce((sum, { amount }) => sum + Number(amount), 0);
}

type Part = ReserveRequest['parts'][number];

/** Several parts of one holder and means are one. */
function partsTogether(parts: readonly Part[]): ReadonlyMap<string, Part> {
  const together = new Map<string, Part>();
  for (const part of parts) {
    const name = `${part.holderRef} ${part.means}`;
    const amount = (together.get(name)?.amount ?? 0) + part.amount;
    together.set(name, { ...part, amount });
  }
  return together;
}

function missingIn(
  parts: readonly Part[],
  meant: (ref: Uuid) => Uuid,
  left: Left,
): { readonly points: number; readonly walletMinor: number } | undefined {
  const wanted = partsTogether(parts.map((part) => ({ ...part, holderRef: meant(part.holderRef) })));
  const short = [...wanted.values()].find(({ holderRef, means, amount }) => amount > left(holderRef, means));
  if (short === undefined) return undefined;
  const { holderRef } = short;
  return {
    points: Math.max(0, left(holderRef, 'points')),
    walletMinor: Math.max(0, left(holderRef, 'wallet')),
  };
}
