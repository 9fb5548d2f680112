/**
 * Takes back a batch of points or credit that was given by mistake, such as all that an offer gave between two days: what
 * is left of each lot and never more. One entry for each member, all under one batch.
 */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Currency } from '#shared/domain/money.ts';
import type { CorrectionRules } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isFormerSale } from '../entry.ts';
import type { Entry, ValueEntryOf } from '../entry.ts';
import type { KeptOffer, SaleMoment } from '../sale-content.ts';
import { heldPurse, openPurse } from './decide-release.ts';
import type { LotState } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Move, ValueContentOf } from './value-content.ts';

/** Whose lots an entry made for one offer, by the line that names each of them. */
export type LotsOfOffer = { readonly memberRef: MemberRef; readonly lines: readonly number[] };

export type BatchToCancel = {
  readonly batchId: Uuid;
  readonly reasonId: string;
  /** The lots of the batch as they stand, by member. */
  readonly members: readonly { readonly memberRef: MemberRef; readonly lots: readonly LotState[] }[];
  readonly rules: CorrectionRules;
  readonly currency: Currency;
  readonly moment: SaleMoment;
};

export type BatchSums = { readonly members: number; readonly points: number; readonly moneyMinor: number };
export type DecidedBatch = {
  readonly sums: BatchSums;
  /** By member, in the order of their references. */
  readonly entries: readonly {
    readonly memberRef: MemberRef;
    readonly content: ValueContentOf<'adjust'>;
  }[];
};

/** A batch is booked in one go at most this long; a larger one is cancelled day by day. */
export const batchMembersMax = 1_000;

export function decideBulkCancel(
  batch: BatchToCancel,
): Result<DecidedBatch, Refusal<'reason_unknown' | 'batch_empty' | 'batch_too_large'>> {
  const { members, rules, reasonId } = batch;
  if (!rules.adjustReasons.some((reason) => reason.reasonId === reasonId)) {
    return err(refusal('reason_unknown'));
  }
  const entries = members
    .map(({ memberRef, lots }) => ({ memberRef, moves: lots.flatMap((lot) => cancelled(memberRef, lot)) }))
    .filter(({ moves }) => moves.length > 0)
    .toSorted((left, right) => compareTexts(left.memberRef, right.memberRef));
  if (entries.length === 0) return err(refusal('batch_empty'));
  if (entries.length > batchMembersMax)
    return err(refusal('batch_too_large', { membersMax: batchMembersMax }));
  const sumOf = (unit: Move['unit']): number =>
    addInt(
      ...entries
        .flatMap(({ moves }) => moves.filter((move) => move.unit === unit))
        .map(({ amount }) => amount),
    );
  return ok({
    sums: { members: entries.length, points: sumOf('points'), moneyMinor: sumOf('money') },
    entries: entries.map(({ memberRef, moves }) => ({ memberRef, content: contentOf(batch, moves) })),
  });
}

function contentOf(
  { batchId, reasonId, currency, moment }: BatchToCancel,
  moves: readonly Move[],
): ValueContentOf<'adjust'> {
  return { currency, moment, moves, facts: [], detail: { reasonId, batchId } };
}

function cancelled(memberRef: MemberRef, { unit, source, open, held }: LotState): readonly Move[] {
  const parts = [
    { purse: heldPurse(unit), amount: held },
    { purse: openPurse(unit), amount: open },
  ];
  return parts
    .filter(({ amount }) => amount > 0)
    .map(({ purse, amount }) => ({
      unit,
      amount,
      from: { kind: 'member', memberRef, purse },
      to: { kind: 'shop', account: 'breakage' },
      lot: source,
    }));
}

/** `undefined` where the entry gave nothing for this offer, or to nobody. */
export function lotsOfOffer(entry: Entry, offerId: string): LotsOfOffer | undefined {
  const { memberRef } = entry;
  if (memberRef === null) return undefined;
  const lines = linesOf(entry, offerId);
  return lines.length === 0 ? undefined : { memberRef, lines };
}

/** Days of the store, the last one included. */
export function isWithin(date: IsoDate, from: IsoDate, until: IsoDate): boolean {
  return from <= date && date <= until;
}

function linesOf(entry: Entry, offerId: string): readonly number[] {
  if (entry.kind === 'reassign')
    return linesOfGrants(entry.content.detail.offers, offerId).map(afterTaken(entry));
  if (entry.kind === 'activity') return linesOfGrants(entry.content.offers, offerId);
  if (entry.kind !== 'sale') return [];
  if (!isFormerSale(entry)) return linesOfGrants(entry.content.offers, offerId);
  // Schema version 1: one lot of points and one of credit for each applied offer.
  const grants = entry.content.offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .flatMap(({ offerId: by, pointsEarned, walletCreditMinor }) => [
      { by, amount: pointsEarned },
      { by, amount: walletCreditMinor },
    ]);
  return placesOf(grants, offerId);
}

function linesOfGrants(offers: readonly KeptOffer[], offerId: string): readonly number[] {
  const grants = offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .flatMap(({ offerId: by, timed }) => timed.map(({ amount }) => ({ by, amount })));
  return placesOf(grants, offerId);
}

/** Each grant is two postings; what grants nothing is not posted. */
function placesOf(
  grants: readonly { readonly by: string; readonly amount: number }[],
  offerId: string,
): readonly number[] {
  return grants
    .filter(({ amount }) => amount !== 0)
    .flatMap(({ by }, place) => (by === offerId ? [place * 2] : []));
}

/** A change of member takes first and gives then. */
function afterTaken({ content }: ValueEntryOf<'reassign'>): (line: number) => number {
  const taken = content.moves.filter(({ lot }) => lot.kind !== 'own').length;
  return (line) => line + taken * 2;
}
