/** Points or wallet money given or taken by hand: with a reason, within limits, by a manager whom another one approves. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Currency } from '#shared/domain/money.ts';
import type { OperatorRole } from '#shared/domain/operator.ts';
import type { CorrectionRules } from '#shared/domain/programme.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SaleMoment } from '../sale-content.ts';
import { openPurse } from './decide-release.ts';
import type { LotState, LotUnit } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { takeLots } from './take-lots.ts';
import type { Move, ValueContentOf } from './value-content.ts';

export type AdjustToDecide = {
  readonly memberRef: MemberRef;
  readonly unit: LotUnit;
  /** Above 0 gives, below 0 takes. */
  readonly amount: number;
  readonly reasonId: string;
  /** Of what is given; null without end. What is taken is taken in the order in which it would be spent. */
  readonly expiresOn: IsoDate | null;
  /** Of the member, in this unit. */
  readonly lots: readonly LotState[];
  readonly actorRole: OperatorRole;
  readonly rules: CorrectionRules;
  readonly currency: Currency;
  readonly moment: SaleMoment;
};

export type AdjustCode =
  | 'manager_needed'
  | 'reason_unknown'
  | 'amount_invalid'
  | 'adjust_above_limit'
  | 'balance_too_small'
  | 'expiry_in_past';

export function decideAdjust(asked: AdjustToDecide): Result<ValueContentOf<'adjust'>, Refusal<AdjustCode>> {
  const refused = refusalOf(asked);
  if (refused !== undefined) return err(refused);
  const moves = asked.amount > 0 ? ok(given(asked)) : taken(asked);
  if (!moves.ok) return moves;
  const { currency, moment, reasonId } = asked;
  return ok({ currency, moment, moves: moves.value, facts: [], detail: { reasonId, batchId: null } });
}

function refusalOf(asked: AdjustToDecide): Refusal<AdjustCode> | undefined {
  const { unit, amount, reasonId, expiresOn, actorRole, rules, moment } = asked;
  if (actorRole !== 'manager') return refusal('manager_needed');
  if (!rules.adjustReasons.some((reason) => reason.reasonId === reasonId)) return refusal('reason_unknown');
  if (!Number.isSafeInteger(amount) || amount === 0) return refusal('amount_invalid');
  const amountMax = unit === 'points' ? rules.adjustPointsMax : minor(rules.adjustMinorMax);
  if (Math.abs(amount) > amountMax) return refusal('adjust_above_limit', { amountMax });
  const isPast = expiresOn !== null && expiresOn <= moment.localDate;
  return amount > 0 && isPast ? refusal('expiry_in_past') : undefined;
}

function given({ memberRef, unit, amount, expiresOn }: AdjustToDecide): readonly Move[] {
  return [
    {
      unit,
      amount,
      from: { kind: 'shop', account: 'issued' },
      to: { kind: 'member', memberRef, purse: openPurse(unit) },
      lot: { kind: 'own', terms: { origin: 'adjusted', releaseOn: null, expiresOn } },
    },
  ];
}

/** No more than what could be spent: by hand nobody is put into debt. */
function taken(
  asked: AdjustToDecide,
): Result<readonly Move[], Refusal<'amount_invalid' | 'balance_too_small'>> {
  const { memberRef, unit, amount, lots, moment } = asked;
  const draws = takeLots(lots, -amount, moment.localDate);
  if (!draws.ok) return draws;
  return ok(
    draws.value.map((draw) => ({
      unit,
      amount: draw.amount,
      from: { kind: 'member', memberRef, purse: openPurse(unit) },
      to: { kind: 'shop', account: 'breakage' },
      lot: draw.lot.source,
    })),
  );
}
