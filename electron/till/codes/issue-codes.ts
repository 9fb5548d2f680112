/** Issues codes in batches: coupons to print, gift cards to give away, guest cards for a member's friends. */

import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { issueCodes, issueGiftCards } from '#shared/ledger/value/decide-codes.ts';
import type { CodeKind, IssueCodesDetail } from '#shared/ledger/value/value-details.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { ApprovalCode, Approve } from '../operators/approval.ts';
import type { CodesAtTill } from './codes-at-till.ts';
import type { Vouchers } from './vouchers.ts';

export type BatchToIssue = {
  readonly commandId: Uuid;
  readonly batchId: Uuid;
  readonly codeKind: CodeKind;
  readonly refId: string | null;
  readonly valueMinor: Minor | null;
  readonly memberRef: MemberRef | null;
  readonly count: number;
  readonly approval: Approval | null;
};
type TermsCode = 'coupon_off' | 'gift_cards_off' | 'amount_invalid' | 'member_unknown';
export type IssueBatch = (
  batch: BatchToIssue,
  operator: Operator,
) => Promise<Result<VoucherView, AppError<TermsCode | ApprovalCode | StorageCode>>>;

export type IssueBatchDeps = {
  readonly codes: CodesAtTill;
  readonly vouchers: Vouchers;
  readonly programme: Programme;
  readonly ledger: Pick<Ledger, 'bookValue'>;
  readonly health: LedgerHealth;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly approve: Approve;
};

/** A guest card brings one friend. */
const guestCardUses = 1;

export function createIssueBatch(deps: IssueBatchDeps): IssueBatch {
  const { codes, vouchers, ledger, health } = deps;
  return async (batch, operator) => {
    const { commandId } = batch;
    const earlier = codes.booked('issueCodes', commandId);
    if (earlier !== undefined) return ok(vouchers.of(commandId, earlier.content.detail));
    const terms = termsOf(deps, batch);
    if (!terms.ok) return terms;
    const approver = await deps.approve(batch.approval, operator);
    if (!approver.ok) return approver;
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const made = codes.makeCodes(batch.count);
    const detail = { ...terms.value, codeIds: made.map(({ codeId }) => codeId) };
    const isGiftCard = detail.codeKind === 'giftCard';
    const entry = codes.entry({
      kind: 'issueCodes',
      keyId: commandId,
      operator,
      approverId: approver.value,
      memberRef: batch.codeKind === 'guestCard' ? batch.memberRef : null,
      decided: isGiftCard ? issueGiftCards(detail, 'issued') : issueCodes(detail),
    });
    const alsoWrite = (): void => codes.texts.keep({ cause: 'batch', forId: commandId }, made);
    const booked = health.afterLedgerWrite(ledger.bookValue({ ...entry, alsoWrite }));
    return booked.ok ? ok(vouchers.of(commandId, detail)) : booked;
  };
}

type Terms = Omit<IssueCodesDetail, 'codeIds'>;

function termsOf(
  deps: IssueBatchDeps,
  { codeKind, batchId, refId, valueMinor, memberRef }: BatchToIssue,
): Result<Terms, AppError<TermsCode>> {
  const { programme, members } = deps;
  const today = deps.codes.today();
  const common = { codeKind, batchId, refId: null, valueMinor: minor(0), usesMax: guestCardUses };
  if (codeKind === 'guestCard') {
    const isKnown = memberRef !== null && members.byRef(memberRef) !== undefined;
    const days = programme.referral?.expireAfterDays ?? null;
    return isKnown
      ? ok({ ...common, expiresOn: days === null ? null : addDays(today, days) })
      : err(appError('member_unknown'));
  }
  if (codeKind === 'giftCard') {
    const { giftCards } = programme;
    if (giftCards === null) return err(appError('gift_cards_off'));
    const { valueMinMinor, valueMaxMinor, expireAfterDays } = giftCards;
    const value = valueMinor ?? minor(0);
    if (value < valueMinMinor || value > valueMaxMinor) {
      return err(appError('amount_invalid', { minMinor: valueMinMinor, maxMinor: valueMaxMinor }));
    }
    const expiresOn = expireAfterDays === null ? null : addDays(today, expireAfterDays);
    return ok({ ...common, valueMinor: value, usesMax: 0, expiresOn });
  }
  const coupon = programme.coupons.find(({ couponId }) => couponId === refId);
  if (coupon === undefined) return err(appError('coupon_off'));
  const { usesMax, expireAfterDays } = coupon;
  const expiresOn = expireAfterDays === null ? null : addDays(today, expireAfterDays);
  return ok({ ...common, refId: coupon.couponId, usesMax, expiresOn });
}
