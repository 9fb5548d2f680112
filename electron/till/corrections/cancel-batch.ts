/** Takes back what is left of all that an offer gave between two days: shown in sums first, then booked as a whole. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { BatchSumsView } from '#shared/contracts/till/corrections-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import { points } from '#shared/domain/points.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { partId, valueKey } from '#shared/ledger/operation-key.ts';
import { decideBulkCancel, isWithin, lotsOfOffer } from '#shared/ledger/value/decide-bulk-cancel.ts';
import type { BatchToCancel, DecidedBatch } from '#shared/ledger/value/decide-bulk-cancel.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { SaleStore } from '../db/stores/sale-store.ts';
import type { StorageCode } from '../ledger-port.ts';
import type { ApprovalCode } from '../operators/approval.ts';
import type { CorrectionDeps } from './correction-deps.ts';

export type BatchWish = {
  readonly offerId: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly reasonId: string;
};
export type BatchCommand = BatchWish & {
  readonly commandId: Uuid;
  readonly sums: BatchSumsView;
  readonly approval: Approval | null;
};
type BatchCode = 'manager_needed' | 'reason_unknown' | 'batch_empty' | 'batch_too_large';

export type CancelBatch = {
  readonly previewBulkCancel: (
    wish: BatchWish,
    operator: Operator,
  ) => Result<BatchSumsView, AppError<BatchCode>>;
  readonly bulkCancel: (
    command: BatchCommand,
    operator: Operator,
  ) => Promise<Result<BatchSumsView, AppError<BatchCode | 'batch_changed' | ApprovalCode | StorageCode>>>;
};

type CancelDeps = CorrectionDeps & { readonly saleStore: Pick<SaleStore, 'givenBetween'> };
type Settled = { readonly commandId: Uuid; readonly operator: Operator; readonly approverId: OperatorId };

export function createCancelBatch(deps: CancelDeps): CancelBatch {
  const preview: CancelBatch['previewBulkCancel'] = (wish, operator) => {
    const decided = decide(deps, { wish, operator, batchId: noBatch });
    return decided.ok ? ok(sumsOf(decided.value)) : decided;
  };
  return {
    previewBulkCancel: preview,
    bulkCancel: async (command, operator) => {
      const { commandId, sums } = command;
      // Booked as a whole: where the first entry is, all are.
      if (isBooked(deps, command)) return ok(sums);
      const wanted = preview(command, operator);
      if (!wanted.ok) return wanted;
      const approver = await deps.approve(command.approval, operator);
      if (!approver.ok) return approver;
      const now = decide(deps, { wish: command, operator, batchId: commandId });
      if (!now.ok) return now;
      const found = sumsOf(now.value);
      const isSeen =
        found.members === sums.members &&
        found.points === sums.points &&
        found.moneyMinor === sums.moneyMinor;
      if (!isSeen) return err(appError('batch_changed'));
      const booked = book(deps, now.value, { commandId, operator, approverId: approver.value });
      return booked.ok ? ok(found) : booked;
    },
  };
}

/** A preview is no batch: nothing is booked under it. */
const noBatch = uuidFromBytes(new Uint8Array(16));

type Asked = { readonly wish: BatchWish; readonly operator: Operator; readonly batchId: Uuid };

function decide(
  deps: CancelDeps,
  { wish, operator, batchId }: Asked,
): Result<DecidedBatch, AppError<BatchCode>> {
  if (operator.role !== 'manager') return err(appError('manager_needed'));
  const { programme, store, clock } = deps;
  const decided = decideBulkCancel({
    batchId,
    reasonId: wish.reasonId,
    members: membersOf(deps, wish),
    rules: programme.corrections,
    currency: store.currency,
    moment: momentAt(clock.nowMs(), store.timeZone),
  });
  return decided.ok ? decided : err(appError(decided.error.code, decided.error.details));
}

function membersOf(
  { saleStore, ledger }: CancelDeps,
  { offerId, from, until }: BatchWish,
): BatchToCancel['members'] {
  const lotsByMember = new Map<MemberRef, Set<string>>();
  for (const entry of saleStore.givenBetween(from, until)) {
    const given = isWithin(entry.businessDay, from, until) ? lotsOfOffer(entry, offerId) : undefined;
    if (given === undefined) continue;
    const lots = lotsByMember.get(given.memberRef) ?? new Set<string>();
    for (const line of given.lines) lots.add(lotName(entry.entryId, line));
    lotsByMember.set(given.memberRef, lots);
  }
  return [...lotsByMember].map(([memberRef, names]) => ({
    memberRef,
    lots: ledger.ownLots(memberRef).filter((lot) => isNamed(lot, names)),
  }));
}

function lotName(entryId: Uuid, line: number): string {
  return `${entryId} ${line}`;
}

function isNamed({ source }: LotState, names: ReadonlySet<string>): boolean {
  return source.kind === 'entry' && names.has(lotName(source.entryId, source.line));
}

function sumsOf({ sums }: DecidedBatch): BatchSumsView {
  return { members: sums.members, points: points(sums.points), moneyMinor: minor(sums.moneyMinor) };
}

/** The first entry of a batch has the command's own key. */
function isBooked({ ledger, ports }: CancelDeps, { commandId }: BatchCommand): boolean {
  return ledger.entryByKey(valueKey(ports.sha256, 'adjust', commandId)) !== undefined;
}

function book(
  { ledger, health, ports, frame }: CancelDeps,
  { entries }: DecidedBatch,
  { commandId, operator, approverId }: Settled,
): Result<unknown, AppError<StorageCode>> {
  const allowed = health.mayWrite();
  if (!allowed.ok) return allowed;
  const [first, ...rest] = entries.map(({ memberRef, content }, place) =>
    frame({
      kind: 'adjust',
      keyId: place === 0 ? commandId : partId(ports.sha256, commandId, memberRef),
      memberRef,
      operatorId: operator.operatorId,
      approverId,
      decided: content,
    }),
  );
  invariant(first !== undefined, 'a batch has a member');
  return health.afterLedgerWrite(ledger.bookValues([first, ...rest]));
}
