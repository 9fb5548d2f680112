/** The rewards catalogue at the till: what a member can have, what they claimed, and what becomes of it. */

import type { RewardsView, VoucherView } from '#shared/contracts/till/codes-views.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import type { Programme, Reward } from '#shared/domain/programme.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { multiplyInt } from '#shared/kernel/int-math.ts';
import { minor } from '#shared/domain/money.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { partId } from '#shared/ledger/operation-key.ts';
import { cancelClaim, claimReward, handOver, whyNotReward } from '#shared/ledger/value/decide-claim.ts';
import type { RewardRefusal } from '#shared/ledger/value/decide-claim.ts';
import type { ClaimState } from '#shared/ledger/value/claim-state.ts';
import { cancelCodes, issueCodes, issueGiftCards } from '#shared/ledger/value/decide-codes.ts';
import type { IssueCodesDetail } from '#shared/ledger/value/value-details.ts';
import type { KeptCode } from '../db/stores/code-text-store.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode, ValueToBook } from '../ledger-port.ts';
import type { AskedCode } from '../safety/book-asked.ts';
import type { Leaving, LetGo } from '../safety/let-go.ts';
import type { PermitCode } from '../safety/permit.ts';
import { refused } from './codes-at-till.ts';
import type { CodesAtTill } from './codes-at-till.ts';
import type { RewardViews } from './reward-views.ts';
import type { Vouchers } from './vouchers.ts';

export type ClaimToBook = {
  readonly commandId: Uuid;
  readonly memberRef: MemberRef;
  readonly rewardId: string;
  readonly count: number;
  /** A manager's yes to more than a cashier may let go without HQ. */
  readonly approval?: Approval | undefined;
};
export type ClaimToClose = { readonly commandId: Uuid; readonly claimEntryId: Uuid };
export type Claimed = { readonly rewards: RewardsView; readonly voucher: VoucherView | null };
type ClaimCode =
  | 'member_unknown'
  | 'reward_unknown'
  | 'redemption_on_hold'
  | PermitCode
  | RewardRefusal
  | StorageCode;
type CloseCode = 'claim_unknown' | 'claim_closed' | StorageCode;

export type RewardCommands = {
  readonly rewardsFor: (asked: {
    readonly memberRef: MemberRef;
  }) => Result<RewardsView, AppError<'member_unknown'>>;
  readonly claimReward: (
    claim: ClaimToBook,
    operator: Operator,
  ) => Promise<Result<Claimed, AppError<ClaimCode | AskedCode>>>;
  readonly handOverReward: (
    claim: ClaimToClose,
    operator: Operator,
  ) => Result<RewardsView, AppError<CloseCode>>;
  readonly cancelClaim: (
    claim: ClaimToClose & { readonly reasonId: string },
    operator: Operator,
  ) => Result<RewardsView, AppError<CloseCode | 'code_used_up'>>;
};

export type RewardsDeps = {
  readonly codes: CodesAtTill;
  readonly vouchers: Vouchers;
  readonly views: RewardViews;
  readonly programme: Programme;
  /** Nothing may be taken from the member until somebody at HQ has looked at it. */
  readonly isHeld: (memberRef: MemberRef) => boolean;
  readonly letGo: LetGo;
  readonly ledger: Pick<Ledger, 'bookValues' | 'entryById'>;
  readonly health: LedgerHealth;
  readonly ids: Ids;
  readonly sha256: Sha256;
};

export function createRewards(deps: RewardsDeps): RewardCommands {
  return {
    rewardsFor: ({ memberRef }) => deps.views.of(memberRef),
    claimReward: createClaimReward(deps),
    handOverReward: createHandOver(deps),
    cancelClaim: createCancelClaim(deps),
  };
}

function createClaimReward(deps: RewardsDeps): RewardCommands['claimReward'] {
  return (claim, operator) => {
    const { commandId: keyId, approval } = claim;
    return deps.letGo.book({
      kind: 'claim',
      keyId,
      operator,
      approval,
      isBooked: () => deps.codes.booked('claim', keyId) !== undefined,
      leaving: () => leavingFor(deps, claim),
      book: (approverId) => bookClaim(deps, claim, { operator, approverId }),
    });
  };
}

/** Null for a claim that is refused whatever HQ says. */
function leavingFor(
  { views, programme }: RewardsDeps,
  { memberRef, rewardId, count }: ClaimToBook,
): Leaving | null {
  const claimer = views.claimerOf(memberRef);
  const reward = programme.rewards.find((candidate) => candidate.rewardId === rewardId);
  if (claimer === undefined || reward === undefined) return null;
  const refusal = whyNotReward(views.atTill(reward, memberRef), claimer, count);
  return refusal === null
    ? { memberRef, means: 'points', amount: multiplyInt(reward.costPoints, count) }
    : null;
}

type Actors = { readonly operator: Operator; readonly approverId: OperatorId | null };

function bookClaim(
  deps: RewardsDeps,
  claim: ClaimToBook,
  actors: Actors,
): Result<Claimed, AppError<ClaimCode>> {
  const { codes, views, health, letGo } = deps;
  const { commandId, memberRef, rewardId, count } = claim;
  if (codes.booked('claim', commandId) !== undefined) return claimedView(deps, claim);
  const claimer = views.claimerOf(memberRef);
  if (claimer === undefined) return err(appError('member_unknown'));
  if (deps.isHeld(memberRef)) return err(appError('redemption_on_hold'));
  const stop = letGo.stop();
  if (stop !== null) return err(stop);
  const reward = deps.programme.rewards.find((candidate) => candidate.rewardId === rewardId);
  if (reward === undefined) return err(appError('reward_unknown'));
  const made = isCode(reward) ? codes.makeCodes(1) : [];
  const codeId = made[0]?.codeId ?? null;
  const decided = claimReward(views.atTill(reward, memberRef), claimer, { count, codeId });
  if (!decided.ok) return err(refused(decided.error));
  const { costPoints } = decided.value.detail;
  const allowed = letGo.permit({ memberRef, means: 'points', amount: costPoints }, actors.approverId);
  if (!allowed.ok) return allowed;
  const writable = health.mayWrite();
  if (!writable.ok) return writable;
  const cardLevel = letGo.levelOf(memberRef);
  const framed = { kind: 'claim', keyId: commandId, memberRef, cardLevel } as const;
  const first = codes.entry({ ...framed, ...actors, decided: decided.value });
  const issued = issuedFor(deps, { claim, reward, made, operator: actors.operator });
  const booked = health.afterLedgerWrite(deps.ledger.bookValues([first, ...issued]));
  return booked.ok ? claimedView(deps, claim) : booked;
}

function claimedView(
  { views, vouchers }: RewardsDeps,
  { commandId, memberRef }: ClaimToBook,
): Result<Claimed, AppError<'member_unknown'>> {
  const rewards = views.of(memberRef);
  return rewards.ok ? ok({ rewards: rewards.value, voucher: vouchers.keptFor(commandId) ?? null }) : rewards;
}

/** A coupon or a gift card is what the reward is: several of a reward are one code of their worth together. */
function isCode({ kind }: Reward): boolean {
  return kind === 'discount' || kind === 'giftCard';
}

type Issue = {
  readonly claim: ClaimToBook;
  readonly reward: Reward;
  readonly made: readonly KeptCode[];
  readonly operator: Operator;
};

function issuedFor(deps: RewardsDeps, { claim, reward, made, operator }: Issue): readonly ValueToBook[] {
  const { codes, programme, ids } = deps;
  const [first] = made;
  if (first === undefined) return [];
  const isGiftCard = reward.kind === 'giftCard';
  const days = isGiftCard ? (programme.giftCards?.expireAfterDays ?? null) : rewardCouponDays;
  const detail: IssueCodesDetail = {
    codeKind: isGiftCard ? 'giftCard' : 'coupon',
    batchId: ids.uuid(),
    refId: reward.rewardId,
    codeIds: made.map(({ codeId }) => codeId),
    valueMinor: minor(multiplyInt(reward.valueMinor, claim.count)),
    usesMax: isGiftCard ? 0 : 1,
    expiresOn: days === null ? null : addDays(codes.today(), days),
  };
  const entry = codes.entry({
    kind: 'issueCodes',
    keyId: partId(deps.sha256, claim.commandId, first.codeId),
    operator,
    memberRef: claim.memberRef,
    decided: isGiftCard ? issueGiftCards(detail, 'issued') : issueCodes(detail),
  });
  const madeFor = { cause: 'claim', forId: claim.commandId } as const;
  return [{ ...entry, alsoWrite: () => codes.texts.keep(madeFor, made) }];
}

/** A discount that was paid for with points is good for a year. */
const rewardCouponDays = 365;

function createHandOver(deps: RewardsDeps): RewardCommands['handOverReward'] {
  const { codes, views, health } = deps;
  return ({ commandId, claimEntryId }, operator) => {
    const claim = codes.claimById(claimEntryId);
    if (claim === undefined) return err(appError('claim_unknown'));
    if (codes.booked('handOver', commandId) !== undefined) return viewAfter(views, claim);
    const decided = handOver(claim);
    if (!decided.ok) return err(refused(decided.error));
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const entry = codes.entry({
      kind: 'handOver',
      keyId: commandId,
      operator,
      memberRef: claim.memberRef,
      refEntryId: claimEntryId,
      decided: decided.value,
    });
    const booked = health.afterLedgerWrite(deps.ledger.bookValues([entry]));
    return booked.ok ? viewAfter(views, claim) : booked;
  };
}

function createCancelClaim(deps: RewardsDeps): RewardCommands['cancelClaim'] {
  const { codes, views, health, ledger } = deps;
  return ({ commandId, claimEntryId, reasonId }, operator) => {
    const claim = codes.claimById(claimEntryId);
    const made = ledger.entryById(claimEntryId);
    if (claim === undefined || made?.kind !== 'claim') return err(appError('claim_unknown'));
    if (codes.booked('cancelClaim', commandId) !== undefined) return viewAfter(views, claim);
    const { moves } = made.content;
    const decided = cancelClaim({ claim, moves, isCodeUsed: isUsed(codes, claim) }, reasonId);
    if (!decided.ok) return err(refused(decided.error));
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const entry = codes.entry({
      kind: 'cancelClaim',
      keyId: commandId,
      operator,
      memberRef: claim.memberRef,
      refEntryId: claimEntryId,
      decided: decided.value,
    });
    const withCode = codeCancelled(deps, claim, { commandId, reasonId, operator });
    const booked = health.afterLedgerWrite(ledger.bookValues([entry, ...withCode]));
    return booked.ok ? viewAfter(views, claim) : booked;
  };
}

/** True as well for a code that was cancelled by itself: what it was worth is gone already. */
function isUsed(codes: CodesAtTill, { codeId }: ClaimState): boolean {
  if (codeId === null) return false;
  const code = codes.codeById(codeId);
  if (code === undefined || code.isCancelled || code.uses > 0) return true;
  return code.codeKind === 'giftCard' && codes.balanceOf(codeId) < code.valueMinor;
}

type Cancel = { readonly commandId: Uuid; readonly reasonId: string; readonly operator: Operator };

function codeCancelled(
  { codes, sha256 }: RewardsDeps,
  { codeId, claimEntryId }: ClaimState,
  { commandId, reasonId, operator }: Cancel,
): readonly ValueToBook[] {
  const code = codeId === null ? undefined : codes.codeById(codeId);
  if (code === undefined) return [];
  const decided = cancelCodes([{ code, balanceMinor: codes.balanceOf(code.codeId) }], {
    batchId: null,
    reasonId,
  });
  invariant(decided.ok, 'a code that was not used can be cancelled');
  const keyId = partId(sha256, commandId, claimEntryId);
  const keyed = { kind: 'cancelCodes', keyId, operator } as const;
  return [codes.entry({ ...keyed, memberRef: null, refEntryId: claimEntryId, decided: decided.value })];
}

function viewAfter(
  views: RewardViews,
  { memberRef }: ClaimState,
): Result<RewardsView, AppError<'claim_unknown'>> {
  const rewards = views.of(memberRef);
  return rewards.ok ? rewards : err(appError('claim_unknown'));
}
