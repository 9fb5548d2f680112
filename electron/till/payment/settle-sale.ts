/** How a sale is paid: what is booked together with it, or not at all. */

import type { CashReceived } from '#shared/contracts/till/payment-operations.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { WalletRules } from '#shared/domain/programme.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { partId } from '#shared/ledger/operation-key.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { spendCode } from '#shared/ledger/value/decide-codes.ts';
import type { Redeemed } from '#shared/ledger/value/decide-redeem.ts';
import { decideTopUp } from '#shared/ledger/value/decide-top-up.ts';
import type { ToppedUp, TopUpCode } from '#shared/ledger/value/decide-top-up.ts';
import type { CodesAtTill } from '../codes/codes-at-till.ts';
import { refused } from '../codes/codes-at-till.ts';
import type { SaleBooking } from '../commands/sale-follow-up.ts';
import type { EntryId, ValueToBook } from '../ledger-port.ts';
import type { TenderCode, Tenders } from './tenders.ts';

export type SettleCode = TenderCode | TopUpCode | 'approval_needed' | 'cash_too_small' | 'change_too_small';

export type Settling = SaleBooking & {
  readonly cash: CashReceived | undefined;
  /** Who approved a redemption above what a cashier may redeem alone. */
  readonly approverId: OperatorId | null;
};

/** The entries that pay for the sale, once its own entry has an id. */
export type Settled = (saleEntryId: EntryId) => readonly ValueToBook[];
export type SettleSale = (settling: Settling) => Result<Settled, AppError<SettleCode>>;

export type SettleSaleDeps = {
  readonly tenders: Tenders;
  readonly codes: CodesAtTill;
  readonly programme: { readonly wallet: WalletRules | null };
  readonly sha256: Sha256;
};

export function createSettleSale(deps: SettleSaleDeps): SettleSale {
  return (settling) => {
    const redeemed = redeemedBy(deps, settling);
    if (!redeemed.ok) return redeemed;
    const change = changeIntoWallet(deps, settling, redeemed.value);
    if (!change.ok) return change;
    const { scored, operator, approverId } = settling;
    const keyId = scored.draft.basketId;
    const memberRef = scored.known?.member.memberRef ?? null;
    return ok((refEntryId) => {
      const framed = { keyId, operator, memberRef, refEntryId };
      const entries: ValueToBook[] = [];
      if (redeemed.value !== null) {
        const decided = { ...redeemed.value, facts: [] };
        const { cardLevel } = scored;
        entries.push(deps.codes.entry({ ...framed, kind: 'redeem', approverId, cardLevel, decided }));
        entries.push(...couponEntries(deps, settling, { redeemed: redeemed.value, refEntryId }));
      }
      if (change.value !== null) {
        const decided = { ...change.value, facts: [] };
        // A basket's own id as that of a top-up would be a mistake of the page, and no reason not to sell.
        const changeId = partId(deps.sha256, keyId, keyId);
        entries.push(deps.codes.entry({ ...framed, kind: 'topUp', keyId: changeId, decided }));
      }
      return entries;
    });
  };
}

/** Decided anew, whatever was said when it was chosen: a redemption deducts, or the sale is not booked. */
function redeemedBy(
  { tenders }: SettleSaleDeps,
  { scored, approverId }: Settling,
): Result<Redeemed | null, AppError<SettleCode>> {
  const { draft, score } = scored;
  if (!hasTenders(draft.tenders)) return ok(null);
  const decided = tenders.decide(draft, score.payableMinor);
  if (!decided.ok) return decided;
  const permitted = tenders.permit(decided.value, scored, approverId);
  return permitted.ok ? decided : permitted;
}

function changeIntoWallet(
  { programme, codes }: SettleSaleDeps,
  { scored, cash }: Settling,
  redeemed: Redeemed | null,
): Result<ToppedUp | null, AppError<SettleCode>> {
  if (cash === undefined) return ok(null);
  const outsideMinor = redeemed?.detail.outsideMinor ?? scored.score.payableMinor;
  const changeMinor = cash.receivedMinor - outsideMinor;
  if (changeMinor < 0) return err(appError('cash_too_small', { missingMinor: -changeMinor }));
  if (cash.intoWalletMinor > changeMinor) return err(appError('change_too_small', { changeMinor }));
  if (cash.intoWalletMinor === 0) return ok(null);
  const { known, score } = scored;
  if (known === null) return err(appError('member_missing'));
  const { memberRef } = known.member;
  const spentMinor = spentOfWallet(redeemed, memberRef);
  const decided = decideTopUp({
    memberRef,
    cause: 'change',
    reasonId: null,
    amountMinor: cash.intoWalletMinor,
    balanceMinor: minor(addInt(known.walletMinor, score.walletCreditMinor, -spentMinor)),
    rules: programme.wallet,
    today: codes.today(),
  });
  return decided.ok ? decided : err(refused(decided.error));
}

function spentOfWallet(redeemed: Redeemed | null, memberRef: Uuid): number {
  const own = (redeemed?.detail.tenders ?? []).filter(
    ({ means, holderRef }) => means === 'wallet' && holderRef === memberRef,
  );
  return addInt(...own.map(({ worthMinor }): Minor => worthMinor));
}

type Redeeming = { readonly redeemed: Redeemed; readonly refEntryId: EntryId };

/** Each coupon that pays is used once more. */
function couponEntries(
  { codes, sha256 }: SettleSaleDeps,
  { scored, operator }: Settling,
  { redeemed, refEntryId }: Redeeming,
): readonly ValueToBook[] {
  const { basketId } = scored.draft;
  const memberRef = scored.known?.member.memberRef ?? null;
  return redeemed.detail.tenders.flatMap(({ means, codeId }) => {
    const code = means === 'coupon' && codeId !== null ? codes.codeById(codeId) : undefined;
    const used = code && spendCode(code, { today: codes.today(), basketId });
    if (code === undefined || used?.ok !== true) return [];
    // A basket may use several codes, each of them once.
    const keyId = partId(sha256, basketId, code.codeId);
    return [codes.entry({ kind: 'useCode', keyId, operator, memberRef, refEntryId, decided: used.value })];
  });
}
