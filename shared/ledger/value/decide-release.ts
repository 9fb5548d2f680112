/** What is held back is given when its day has come. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { LotState, LotUnit } from './lot-state.ts';
import type { Move, Purse } from './value-content.ts';

export type ReleaseToDecide = {
  readonly memberRef: MemberRef;
  readonly lots: readonly LotState[];
  /** Local day of the store. */
  readonly today: IsoDate;
};

/** Empty when no lot's day has come. */
export function decideRelease({ memberRef, lots, today }: ReleaseToDecide): readonly Move[] {
  return lots
    .filter(({ held, releaseOn }) => held > 0 && releaseOn !== null && releaseOn <= today)
    .map(({ unit, held, source }) => ({
      unit,
      amount: held,
      from: { kind: 'member', memberRef, purse: heldPurse(unit) },
      to: { kind: 'member', memberRef, purse: openPurse(unit) },
      lot: source,
    }));
}

export function openPurse(unit: LotUnit): Purse {
  return unit === 'points' ? 'points' : 'wallet';
}

export function heldPurse(unit: LotUnit): Purse {
  return unit === 'points' ? 'points_pending' : 'wallet_pending';
}
