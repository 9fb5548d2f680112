/** What a cashier does with a member's standing. Each command is booked once; again it is answered as it stands. */

import type { BasketView } from '#shared/contracts/till-views.ts';
import type { MemberFileView, StatementView } from '#shared/contracts/till/standing-views.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { whyNotCode } from '#shared/ledger/value/decide-codes.ts';
import { decideTransfer } from '#shared/ledger/value/decide-transfer.ts';
import type { TransferCode } from '#shared/ledger/value/decide-transfer.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import type { ValueKind } from '#shared/ledger/value/value-details.ts';
import type { BasketCode, BasketCommand } from '../commands/basket-command.ts';
import type { OpenBasket } from '../basket/open-basket.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import type { GuestStore } from '../db/stores/guest-store.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { FrameValue } from '../frame-value.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode, ValueToBook } from '../ledger-port.ts';
import { isOnHold } from '../members/known-members.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { Approve, ApprovalCode } from '../operators/approval.ts';
import type { BasketViews } from '../queries/basket-view.ts';
import type { AskedCode } from '../safety/book-asked.ts';
import type { LetGo } from '../safety/let-go.ts';
import type { PermitCode } from '../safety/permit.ts';
import type { LocalDay } from './local-day.ts';
import { givenOn } from './member-file.ts';
import type { MemberFiles } from './member-file.ts';
import type { MemberStatements, StatementPage } from './member-statement.ts';
import type { SettleMember } from './settle-member.ts';
import { ofUnit } from './standing-glance.ts';

type Answer<Value, Code extends ErrorCode> = Result<Value, AppError<Code>>;

export type TransferPoints = {
  readonly commandId: Uuid;
  readonly fromRef: MemberRef;
  readonly toRef: MemberRef;
  readonly points: number;
  /** A manager's yes to more than a cashier may let go without HQ. */
  readonly approval?: Approval | undefined;
};
export type SetHousehold = {
  readonly commandId: Uuid;
  readonly headRef: MemberRef;
  readonly memberRef: MemberRef;
  readonly dayLimitMinor: Minor | null;
  readonly approval: Approval | null;
};
export type SetGuest = BasketCommand & { readonly guestCodeId: Uuid | null };

type GiveCode = TransferCode | 'member_unknown' | 'redemption_on_hold' | PermitCode | StorageCode;

export type StandingCommands = {
  readonly memberFile: (asked: { readonly memberRef: MemberRef }) => Answer<MemberFileView, 'member_unknown'>;
  readonly memberStatement: (asked: StatementPage) => Answer<StatementView, 'member_unknown'>;
  readonly transferPoints: (
    command: TransferPoints,
    operator: Operator,
  ) => Promise<Answer<MemberFileView, GiveCode | AskedCode>>;
  readonly setHousehold: (
    command: SetHousehold,
    operator: Operator,
  ) => Promise<
    Answer<MemberFileView, ApprovalCode | 'member_unknown' | 'household_invalid' | 'wallet_off' | StorageCode>
  >;
  readonly setGuest: (command: SetGuest) => Answer<BasketView, BasketCode | 'guest_card_refused'>;
};

export type StandingCommandsDeps = {
  readonly programme: Programme;
  readonly day: LocalDay;
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
  readonly standing: StandingStore;
  readonly files: MemberFiles;
  readonly statements: MemberStatements;
  readonly settle: SettleMember;
  readonly letGo: LetGo;
  readonly ledger: Pick<Ledger, 'bookValue' | 'entryByKey'>;
  readonly health: LedgerHealth;
  readonly approve: Approve;
  readonly frame: FrameValue;
  readonly sha256: Sha256;
  readonly codes: Pick<CodeStore, 'codeById'>;
  readonly guests: GuestStore;
  readonly basket: OpenBasket;
  readonly views: Pick<BasketViews, 'view'>;
};

export function createStandingCommands(deps: StandingCommandsDeps): StandingCommands {
  return {
    memberFile: ({ memberRef }) => {
      deps.settle(memberRef);
      return fileOf(deps, memberRef);
    },
    memberStatement: (asked) => {
      deps.settle(asked.memberRef);
      const statement = deps.statements.pageOf(asked);
      return statement === undefined ? err(appError('member_unknown')) : ok(statement);
    },
    transferPoints: (command, operator) => transferPoints(deps, command, operator),
    setHousehold: (command, operator) => setHousehold(deps, command, operator),
    setGuest: (command) => setGuest(deps, command),
  };
}

function fileOf(
  { files }: StandingCommandsDeps,
  memberRef: MemberRef,
): Answer<MemberFileView, 'member_unknown'> {
  const file = files.fileOf(memberRef);
  return file === undefined ? err(appError('member_unknown')) : ok(file);
}

function wasBooked({ ledger, sha256 }: StandingCommandsDeps, kind: ValueKind, commandId: Uuid): boolean {
  return ledger.entryByKey(valueKey(sha256, kind, commandId)) !== undefined;
}

function book(deps: StandingCommandsDeps, value: ValueToBook): Answer<unknown, StorageCode> {
  const allowed = deps.health.mayWrite();
  return allowed.ok ? deps.health.afterLedgerWrite(deps.ledger.bookValue(value)) : allowed;
}

function transferPoints(
  deps: StandingCommandsDeps,
  command: TransferPoints,
  operator: Operator,
): ReturnType<StandingCommands['transferPoints']> {
  const { commandId: keyId, approval } = command;
  return deps.letGo.book({
    kind: 'transfer',
    keyId,
    operator,
    approval,
    isBooked: () => wasBooked(deps, 'transfer', keyId),
    leaving: () =>
      decideGiving(deps, command).ok
        ? { memberRef: command.fromRef, means: 'points', amount: command.points }
        : null,
    book: (approverId) => bookTransfer(deps, command, { operator, approverId }),
  });
}

type Actors = { readonly operator: Operator; readonly approverId: OperatorId | null };

function bookTransfer(
  deps: StandingCommandsDeps,
  command: TransferPoints,
  { operator, approverId }: Actors,
): Answer<MemberFileView, GiveCode> {
  const { commandId, fromRef, toRef, points } = command;
  if (wasBooked(deps, 'transfer', commandId)) return fileOf(deps, fromRef);
  const { letGo } = deps;
  deps.settle(fromRef);
  const moves = decideGiving(deps, command);
  if (!moves.ok) return moves;
  const allowed = letGo.permit({ memberRef: fromRef, means: 'points', amount: points }, approverId);
  if (!allowed.ok) return allowed;
  const booked = book(
    deps,
    deps.frame({
      kind: 'transfer',
      keyId: commandId,
      memberRef: fromRef,
      operatorId: operator.operatorId,
      approverId,
      cardLevel: letGo.levelOf(fromRef),
      decided: { moves: moves.value, detail: { toMemberRef: toRef } },
    }),
  );
  return booked.ok ? fileOf(deps, fromRef) : booked;
}

function decideGiving(
  { members, programme, standing, day, letGo }: StandingCommandsDeps,
  { fromRef, toRef, points }: TransferPoints,
): Answer<readonly Move[], GiveCode> {
  const from = members.byRef(fromRef);
  if (from === undefined || members.byRef(toRef) === undefined) return err(appError('member_unknown'));
  if (isOnHold(from)) return err(appError('redemption_on_hold'));
  const stop = letGo.stop();
  if (stop !== null) return err(stop);
  const today = day.today();
  const moves = decideTransfer({
    fromRef,
    toRef,
    points,
    lots: ofUnit(members.lotsOf(fromRef), 'points'),
    today,
    lastPurchaseOn: from.history.lastVisitOn,
    givenToday: givenOn(standing, fromRef, today),
    rules: programme.points,
  });
  return moves.ok ? moves : err(appError(moves.error.code, moves.error.details));
}

/** Whose money is spent by whom is nobody's to decide alone: a manager says yes to every change of it. */
async function setHousehold(
  deps: StandingCommandsDeps,
  command: SetHousehold,
  operator: Operator,
): ReturnType<StandingCommands['setHousehold']> {
  const { commandId, headRef, memberRef, dayLimitMinor } = command;
  if (wasBooked(deps, 'household', commandId)) return fileOf(deps, headRef);
  const checked = checkHousehold(deps, command);
  if (!checked.ok) return checked;
  const approver = await deps.approve(command.approval, operator);
  if (!approver.ok) return approver;
  // While the PIN was checked, another command may have changed the same household.
  const again = checkHousehold(deps, command);
  if (!again.ok) return again;
  const booked = book(
    deps,
    deps.frame({
      kind: 'household',
      keyId: commandId,
      memberRef,
      operatorId: operator.operatorId,
      approverId: approver.value,
      decided: { detail: { headRef, dayLimitMinor } },
    }),
  );
  return booked.ok ? fileOf(deps, headRef) : booked;
}

/** One household for each member, and one head for each household: a head is under nobody. */
function checkHousehold(
  { members, standing, programme }: StandingCommandsDeps,
  { headRef, memberRef, dayLimitMinor }: SetHousehold,
): Answer<KnownMember, 'member_unknown' | 'household_invalid' | 'wallet_off'> {
  const head = members.byRef(headRef);
  if (head === undefined || members.byRef(memberRef) === undefined) return err(appError('member_unknown'));
  if (programme.wallet === null) return err(appError('wallet_off'));
  const own = standing.householdOf(memberRef);
  const isOfOther = own !== undefined && own.headRef !== headRef;
  const isLeavingNothing = dayLimitMinor === null && own === undefined;
  const isHead = standing.householdUnder(memberRef).length > 0;
  const isHeadUnder = standing.householdOf(headRef) !== undefined;
  const isWrong = headRef === memberRef || isOfOther || isLeavingNothing || isHead || isHeadUnder;
  return isWrong ? err(appError('household_invalid')) : ok(head);
}

function setGuest(deps: StandingCommandsDeps, command: SetGuest): ReturnType<StandingCommands['setGuest']> {
  const { basket, guests, views, health } = deps;
  const { basketId, guestCodeId } = command;
  const draft = basket.draft();
  if (basketId !== draft.basketId) return err(appError('basket_changed'));
  if (guestCodeId !== null && !isGuestCard(deps, guestCodeId)) return err(appError('guest_card_refused'));
  if (guestCodeId !== null && draft.member !== null) return err(appError('guest_card_refused'));
  const kept = health.afterDraftWrite(guests.keep(basketId, guestCodeId));
  return kept.ok ? ok(views.view(draft)) : kept;
}

function isGuestCard({ codes, day, programme, members }: StandingCommandsDeps, codeId: Uuid): boolean {
  const code = codes.codeById(codeId);
  return (
    programme.referral !== null &&
    code?.codeKind === 'guestCard' &&
    code.memberRef !== null &&
    members.byRef(code.memberRef) !== undefined &&
    whyNotCode(code, day.today()) === null
  );
}
