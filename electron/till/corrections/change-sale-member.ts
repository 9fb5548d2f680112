/** Gives a finished sale to the member who forgot their card: scored again for them by the rules of the sale. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { MemberChangeView, SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Operator } from '#shared/domain/operator.ts';
import { points } from '#shared/domain/points.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { decideReassign } from '#shared/ledger/value/decide-reassign.ts';
import type { DecidedReassign, ReassignCode } from '#shared/ledger/value/decide-reassign.ts';
import type { Move, ValueContentOf } from '#shared/ledger/value/value-content.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { StorageCode } from '../ledger-port.ts';
import type { ApprovalCode } from '../operators/approval.ts';
import type { SaleAtHand } from './booked-sales.ts';
import type { CorrectionDeps } from './correction-deps.ts';
import { takenBack } from './correction-views.ts';
import { leftToUndo } from './left-to-undo.ts';
import type { ScoreForMember } from './score-for-member.ts';

export type MemberChangeWish = { readonly entryId: EntryId; readonly memberRef: MemberRef };
export type MemberChangeCommand = MemberChangeWish & {
  readonly commandId: Uuid;
  readonly approval: Approval | null;
};
type ChangeCode = ReassignCode | 'sale_unknown' | 'member_unknown';
export type MemberChanged = { readonly change: MemberChangeView; readonly sale: SaleLeftView };

export type ChangeSaleMember = {
  readonly previewMemberChange: (wish: MemberChangeWish) => Result<MemberChangeView, AppError<ChangeCode>>;
  readonly changeSaleMember: (
    command: MemberChangeCommand,
    operator: Operator,
  ) => Promise<Result<MemberChanged, AppError<ChangeCode | ApprovalCode | StorageCode>>>;
};

type Decided = { readonly at: SaleAtHand; readonly decided: DecidedReassign };

export function createChangeSaleMember(
  deps: CorrectionDeps & { readonly scoreForMember: ScoreForMember },
): ChangeSaleMember {
  const { sales, ledger, views, approve, ports } = deps;
  const viewOf = (content: ValueContentOf<'reassign'>, memberRef: MemberRef): MemberChangeView => {
    const to = views.names(memberRef);
    invariant(to !== null, 'a sale is given to a member whom the till knows');
    return {
      from: views.names(content.detail.fromMemberRef),
      to,
      pointsTaken: points(takenBack(content.moves, 'points', content.detail.fromMemberRef)),
      creditTakenMinor: minor(takenBack(content.moves, 'money', content.detail.fromMemberRef)),
      pointsGiven: points(given(content.moves, 'points')),
      creditGivenMinor: minor(given(content.moves, 'money')),
      needsApproval: content.detail.fromMemberRef !== null,
    };
  };
  const done = (content: ValueContentOf<'reassign'>, memberRef: MemberRef): MemberChanged => {
    const at = sales.byEntry(content.detail.saleEntryId);
    invariant(at !== undefined, 'a sale that changed its member can be read back');
    return { change: viewOf(content, memberRef), sale: views.left(at) };
  };
  return {
    previewMemberChange: (wish) => {
      const found = decide(deps, wish);
      return found.ok ? ok(viewOf(found.value.decided.content, wish.memberRef)) : found;
    },
    changeSaleMember: async (command, operator) => {
      const { commandId } = command;
      const earlier = ledger.entryByKey(valueKey(ports.sha256, 'reassign', commandId));
      if (earlier?.kind === 'reassign' && earlier.memberRef !== null) {
        return ok(done(earlier.content, earlier.memberRef));
      }
      const wanted = decide(deps, command);
      if (!wanted.ok) return wanted;
      const approval = wanted.value.decided.needsApproval
        ? await approve(command.approval, operator)
        : ok(null);
      if (!approval.ok) return approval;
      const now = decide(deps, command);
      if (!now.ok) return now;
      const allowed = deps.health.mayWrite();
      if (!allowed.ok) return allowed;
      const { at, decided } = now.value;
      const { operatorId } = operator;
      const reassign = deps.frame({
        kind: 'reassign',
        keyId: commandId,
        memberRef: command.memberRef,
        operatorId,
        approverId: approval.value,
        ruleSetHash: at.sale.ruleSetHash,
        refEntryId: at.sale.entryId,
        decided: decided.content,
      });
      const { facts } = decided.content;
      const tiers = deps.tierAfter({ commandId, operatorId, refEntryId: at.sale.entryId, facts });
      const booked = deps.health.afterLedgerWrite(ledger.bookValues([reassign, ...tiers]));
      if (!booked.ok) return booked;
      deps.ownUses.changed(
        decided.content.facts.flatMap(({ offerUses }) => offerUses.map(({ offerId }) => offerId)),
      );
      return ok(done(decided.content, command.memberRef));
    },
  };
}

function decide(
  deps: Parameters<typeof createChangeSaleMember>[0],
  { entryId, memberRef }: MemberChangeWish,
): Result<Decided, AppError<ChangeCode>> {
  const at = deps.sales.byEntry(entryId);
  if (at === undefined) return err(appError('sale_unknown'));
  const known = deps.members.byRef(memberRef);
  if (known === undefined) return err(appError('member_unknown'));
  const { offers, payableMinor } = deps.scoreForMember(at, known);
  const nowMs = deps.clock.nowMs();
  const decided = decideReassign(at.sale, leftToUndo(deps, at), {
    toMemberRef: memberRef,
    offers,
    scoredPayableMinor: payableMinor,
    nowMs,
    moment: momentAt(nowMs, deps.store.timeZone),
    rules: deps.programme.corrections,
  });
  return decided.ok
    ? ok({ at, decided: decided.value })
    : err(appError(decided.error.code, decided.error.details));
}

function given(moves: readonly Move[], wanted: Move['unit']): number {
  return addInt(
    ...moves.filter(({ unit, to }) => unit === wanted && to.kind === 'member').map(({ amount }) => amount),
  );
}
