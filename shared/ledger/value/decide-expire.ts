/** What has ended is taken away: by the till alone, and never on the word of a clock that may be wrong. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Authority } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { heldPurse, openPurse } from './decide-release.ts';
import { endOf } from './lot-end.ts';
import type { EndRules } from './lot-end.ts';
import type { LotState, LotUnit } from './lot-state.ts';
import type { Move, Purse } from './value-content.ts';
import { upkeepCauses } from './value-details.ts';
import type { UpkeepDetail } from './value-details.ts';

export type ExpiryToDecide = EndRules & {
  readonly memberRef: MemberRef;
  /** Released already where their day has come. */
  readonly lots: readonly LotState[];
  /** Local day of the store. */
  readonly today: IsoDate;
  /** HQ, where there is one, is the only one that lets points end. */
  readonly authority: Authority;
  /** See `isDayBelieved`. */
  readonly isDayBelieved: boolean;
};

export type Expiry = { readonly cause: UpkeepDetail['cause']; readonly moves: readonly Move[] };

/** One for each reason. Of each unit at most what all lots hold at hand: what ends first pays no debt twice. */
export function decideExpire(asked: ExpiryToDecide): readonly Expiry[] {
  if (asked.authority.kind !== 'till' || !asked.isDayBelieved) return [];
  const left = { points: atHand(asked.lots, 'points'), money: atHand(asked.lots, 'money') };
  return upkeepCauses.flatMap((cause) => {
    const moves = endedLots(asked, cause).flatMap((lot) => {
      const open = Math.min(Math.max(0, lot.open), left[lot.unit]);
      left[lot.unit] -= open;
      return [
        ...move(asked.memberRef, lot, { purse: openPurse(lot.unit), amount: open }),
        ...move(asked.memberRef, lot, { purse: heldPurse(lot.unit), amount: Math.max(0, lot.held) }),
      ];
    });
    return moves.length === 0 ? [] : [{ cause, moves }];
  });
}

function atHand(lots: readonly LotState[], unit: LotUnit): number {
  return Math.max(0, addInt(...lots.filter((lot) => lot.unit === unit).map(({ open }) => open)));
}

function endedLots(asked: ExpiryToDecide, cause: UpkeepDetail['cause']): readonly LotState[] {
  return asked.lots.filter((lot) => {
    const end = endOf(lot, asked);
    return end !== null && end.cause === cause && end.endsOn <= asked.today;
  });
}

type Part = { readonly purse: Purse; readonly amount: number };

function move(memberRef: MemberRef, lot: LotState, { purse, amount }: Part): readonly Move[] {
  if (amount === 0) return [];
  const from = { kind: 'member', memberRef, purse } as const;
  return [{ unit: lot.unit, amount, from, to: { kind: 'shop', account: 'expired' }, lot: lot.source }];
}
