/** Points that one member gives to another: they keep the day on which they end. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { withRealEnds } from './lot-end.ts';
import type { EndRules } from './lot-end.ts';
import type { LotState } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { takeLots } from './take-lots.ts';
import type { Move } from './value-content.ts';

export type TransferToDecide = Pick<EndRules, 'lastPurchaseOn'> & {
  readonly fromRef: MemberRef;
  readonly toRef: MemberRef;
  readonly points: number;
  /** Of who gives; lots of points alone. */
  readonly lots: readonly LotState[];
  readonly today: IsoDate;
  /** What who gives has given on this local day. */
  readonly givenToday: number;
  readonly rules: PointsRules;
};

export type TransferCode =
  | 'transfers_not_offered'
  | 'transfer_to_self'
  | 'transfer_too_small'
  | 'transfer_day_limit'
  | 'amount_invalid'
  | 'balance_too_small';

export function decideTransfer(asked: TransferToDecide): Result<readonly Move[], Refusal<TransferCode>> {
  const { fromRef, toRef, points, today, givenToday, rules } = asked;
  if (rules.transfer === null) return err(refusal('transfers_not_offered'));
  if (fromRef === toRef) return err(refusal('transfer_to_self'));
  const { pointsMin, pointsPerDayMax } = rules.transfer;
  const taken = takeLots(withRealEnds(asked.lots, asked), points, today);
  if (!taken.ok) return taken;
  if (points < pointsMin) return err(refusal('transfer_too_small', { pointsMin }));
  if (addInt(givenToday, points) > pointsPerDayMax) {
    return err(refusal('transfer_day_limit', { left: Math.max(0, pointsPerDayMax - givenToday) }));
  }
  const lotOf = (source: LotState['source']): LotState | undefined =>
    asked.lots.find((lot) => lot.source === source);
  return ok(
    taken.value.flatMap(({ lot, amount }) =>
      given(asked, { source: lot.source, amount, expiresOn: lotOf(lot.source)?.expiresOn ?? null }),
    ),
  );
}

type Given = {
  readonly source: LotState['source'];
  readonly amount: number;
  readonly expiresOn: IsoDate | null;
};

/** Out of the lot that it was, and into one of its own: the two members' lots never meet. */
function given({ fromRef, toRef }: TransferToDecide, part: Given): readonly Move[] {
  const { source, amount, expiresOn } = part;
  // Given away is spent: what a sale earned is still taken back from whoever earned it when the sale is undone.
  const spent = { kind: 'shop', account: 'redeemed' } as const;
  const from = { kind: 'member', memberRef: fromRef, purse: 'points' } as const;
  const to = { kind: 'member', memberRef: toRef, purse: 'points' } as const;
  const terms = { origin: 'transferred', releaseOn: null, expiresOn } as const;
  return [
    { unit: 'points', amount, from, to: spent, lot: source },
    { unit: 'points', amount, from: spent, to, lot: { kind: 'own', terms } },
  ];
}
