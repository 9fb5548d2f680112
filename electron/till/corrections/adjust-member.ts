/** Points or wallet money by hand, by a manager whom another manager approves. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { RefundEffectView } from '#shared/contracts/till/corrections-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { decideAdjust } from '#shared/ledger/value/decide-adjust.ts';
import type { AdjustCode } from '#shared/ledger/value/decide-adjust.ts';
import type { LotUnit } from '#shared/ledger/value/lot-state.ts';
import type { ValueContentOf } from '#shared/ledger/value/value-content.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { StorageCode } from '../ledger-port.ts';
import type { ApprovalCode } from '../operators/approval.ts';
import type { CorrectionDeps } from './correction-deps.ts';

export type AdjustCommand = {
  readonly commandId: Uuid;
  readonly memberRef: MemberRef;
  readonly unit: LotUnit;
  readonly amount: number;
  readonly reasonId: string;
  readonly expiresOn: IsoDate | null;
  readonly approval: Approval | null;
};
export type Adjusted = { readonly balances: RefundEffectView['balances'] };
export type AdjustMember = (
  command: AdjustCommand,
  operator: Operator,
) => Promise<Result<Adjusted, AppError<AdjustCode | 'member_unknown' | ApprovalCode | StorageCode>>>;

export function createAdjustMember(deps: CorrectionDeps): AdjustMember {
  const { ledger, views, approve, ports, frame, health } = deps;
  return async (command, operator) => {
    const { commandId, memberRef, approval } = command;
    const earlier = ledger.entryByKey(valueKey(ports.sha256, 'adjust', commandId));
    if (earlier !== undefined) return ok({ balances: views.balances(earlier.memberRef) });
    const wanted = decide(deps, command, operator);
    if (!wanted.ok) return wanted;
    const approver = await approve(approval, operator);
    if (!approver.ok) return approver;
    const now = decide(deps, command, operator);
    if (!now.ok) return now;
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const booked = health.afterLedgerWrite(
      ledger.bookValue(
        frame({
          kind: 'adjust',
          keyId: commandId,
          memberRef,
          operatorId: operator.operatorId,
          approverId: approver.value,
          decided: now.value,
        }),
      ),
    );
    return booked.ok ? ok({ balances: views.balances(memberRef) }) : booked;
  };
}

function decide(
  { members, programme, store, clock }: CorrectionDeps,
  { memberRef, unit, amount, reasonId, expiresOn }: AdjustCommand,
  operator: Operator,
): Result<ValueContentOf<'adjust'>, AppError<AdjustCode | 'member_unknown'>> {
  if (members.byRef(memberRef) === undefined) return err(appError('member_unknown'));
  const decided = decideAdjust({
    memberRef,
    unit,
    amount,
    reasonId,
    expiresOn,
    lots: members.lotsOf(memberRef).filter((lot) => lot.unit === unit),
    actorRole: operator.role,
    rules: programme.corrections,
    currency: store.currency,
    moment: momentAt(clock.nowMs(), store.timeZone),
  });
  return decided.ok ? decided : err(appError(decided.error.code, decided.error.details));
}
