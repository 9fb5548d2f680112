/** What a day does to the lots of one member: what was held back is given, and what has ended is taken. Pure. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import { decideExpire } from '#shared/ledger/value/decide-expire.ts';
import { decideRelease } from '#shared/ledger/value/decide-release.ts';
import type { KeptLotSource, LotState } from '#shared/ledger/value/lot-state.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import type { UpkeepDetail } from '#shared/ledger/value/value-details.ts';
import type { HeldLot } from '../db/stores/truth/member-lots.ts';

export type LotsOfMember = {
  readonly memberRef: MemberRef;
  readonly lots: readonly HeldLot[];
  readonly today: IsoDate;
  readonly rules: Pick<PointsRules, 'expireAfterQuietDays' | 'closeOutOn'>;
  readonly lastPurchaseOn: IsoDate | null;
  readonly isDayBelieved: boolean;
};

export type DayMoves = {
  readonly kind: 'release' | 'expire';
  readonly cause: UpkeepDetail['cause'];
  readonly moves: readonly Move[];
};

/** Nothing on a day that cannot be believed. */
export function lotsOfDay(member: LotsOfMember): readonly DayMoves[] {
  const { memberRef, lots, today, rules, lastPurchaseOn, isDayBelieved } = member;
  if (!isDayBelieved) return [];
  const released = decideRelease({ memberRef, lots, today });
  const expired = decideExpire({
    memberRef,
    lots: lots.map((lot) => afterRelease(lot, today)),
    today,
    // HQ has the last word, so that it decides as a till does that is alone.
    authority: { kind: 'till' },
    isDayBelieved,
    rules,
    lastPurchaseOn,
  });
  const owners = new Map(lots.map((lot) => [nameOf(lot.source), lot.ownerRef]));
  const ofOwner = (move: Move): Move => withOwner(move, owners);
  return [
    ...(released.length === 0
      ? []
      : [{ kind: 'release', cause: 'due', moves: released.map(ofOwner) } as const]),
    ...expired.map(({ cause, moves }) => ({ kind: 'expire', cause, moves: moves.map(ofOwner) }) as const),
  ];
}

function afterRelease(lot: LotState, today: IsoDate): LotState {
  const isReleased = lot.held > 0 && lot.releaseOn !== null && lot.releaseOn <= today;
  return isReleased ? { ...lot, open: lot.open + lot.held, held: 0 } : lot;
}

/** A lot of a merged reference stays in that reference's purse. */
function withOwner(move: Move, owners: ReadonlyMap<string, MemberRef>): Move {
  const owner = move.lot.kind === 'own' ? undefined : owners.get(nameOf(move.lot));
  if (owner === undefined) return move;
  const ofOwner = (account: Move['from']): Move['from'] =>
    account.kind === 'member' ? { ...account, memberRef: owner } : account;
  return { ...move, from: ofOwner(move.from), to: ofOwner(move.to) };
}

function nameOf(source: KeptLotSource): string {
  return source.kind === 'entry' ? `${source.entryId} ${source.line}` : source.key;
}
