/** Refund, void and exchange: what is left of a sale given back once, by the operator and, where it is much, a manager. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type {
  RefundEffectView,
  RefundSlipView,
  SaleLeftView,
} from '#shared/contracts/till/corrections-views.ts';
import { businessDay } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { partId, valueKey } from '#shared/ledger/operation-key.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import { proofCashNeedsManager } from '#shared/ledger/offline/proof-refund.ts';
import { decideRefund } from '#shared/ledger/value/decide-refund.ts';
import type { DecidedRefund, RefundAsked, RefundCode } from '#shared/ledger/value/decide-refund.ts';
import type { CodeState } from '#shared/ledger/value/code-state.ts';
import type { DeadCards } from '#shared/ledger/value/refund-shares.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import type { StorageCode } from '../ledger-port.ts';
import type { ApprovalCode } from '../operators/approval.ts';
import type { CancelEarnedCoupons } from './cancel-earned-coupons.ts';
import type { CorrectionDeps } from './correction-deps.ts';
import { leftToUndo } from './left-to-undo.ts';
import { isProven } from './proven-sales.ts';
import type { AnySale, ProofRefusal } from './proven-sales.ts';

export type RefundWish = Pick<RefundAsked, 'scope' | 'lines' | 'toWallet'> & {
  readonly entryId: EntryId;
  /** The signed code of another till's receipt. */
  readonly proof?: string;
};
export type RefundCommand = RefundWish & {
  readonly commandId: Uuid;
  readonly reasonId: string;
  /** What the cashier saw. */
  readonly refundMinor: number;
  readonly approval: Approval | null;
};
export type RefundDone = { readonly slip: RefundSlipView; readonly sale: SaleLeftView };
export type RefundRefusal = RefundCode | ProofRefusal;

export type RefundSale = {
  readonly previewRefund: (wish: RefundWish) => Result<RefundEffectView, AppError<RefundRefusal>>;
  readonly refundSale: (
    command: RefundCommand,
    operator: Operator,
  ) => Promise<Result<RefundDone, AppError<RefundRefusal | 'sale_changed' | ApprovalCode | StorageCode>>>;
  readonly refundSlip: (refund: SlipAsked) => Result<RefundSlipView, AppError<'entry_unknown'>>;
};

type SlipAsked = { readonly entryId: EntryId; readonly proof?: string };
type Decided = { readonly at: AnySale; readonly decided: DecidedRefund };
type Settled = {
  readonly command: RefundCommand;
  readonly operator: Operator;
  readonly approverId: OperatorId | null;
};

export type RefundDeps = CorrectionDeps & {
  readonly cancelEarnedCoupons: CancelEarnedCoupons;
  readonly codes: Pick<CodeStore, 'codeById'>;
};

export function createRefundSale(deps: RefundDeps): RefundSale {
  const { proven, views, ledger, approve, ports } = deps;
  const refundSlip: RefundSale['refundSlip'] = ({ entryId, proof }) => {
    const entry = ledger.entryById(entryId);
    if (entry?.kind !== 'refund') return err(appError('entry_unknown'));
    const at = proven.sale(entry.content.detail.saleEntryId, proof);
    return at.ok ? ok(views.slip(entry, at.value)) : err(appError('entry_unknown'));
  };
  const done = (entryId: EntryId, { entryId: saleEntryId, proof }: RefundWish): RefundDone => {
    const asked = proof === undefined ? {} : { proof };
    const slip = refundSlip({ entryId, ...asked });
    const at = proven.sale(saleEntryId, proof);
    invariant(slip.ok && at.ok, 'a refund that was booked can be read back with its sale');
    return { slip: slip.value, sale: views.left(at.value) };
  };
  return {
    refundSlip,
    previewRefund: (wish) => {
      // What goes back is the same for every reason.
      const reasonId = deps.programme.corrections.refundReasons[0]?.reasonId ?? '';
      const found = decide(deps, wish, reasonId);
      if (!found.ok) return found;
      const { at, decided } = found.value;
      const { content, needsApproval } = decided;
      return ok(views.effect(content, at.left.holderRef, { needsApproval, isDone: false }));
    },
    refundSale: async (command, operator) => {
      const earlier = ledger.entryByKey(valueKey(ports.sha256, 'refund', command.commandId));
      if (earlier?.kind === 'refund') {
        const sold = { ...command, entryId: earlier.content.detail.saleEntryId };
        const again = proven.sale(sold.entryId, sold.proof);
        return again.ok ? ok(done(earlier.entryId, sold)) : again;
      }
      const wanted = decideSeen(deps, command);
      if (!wanted.ok) return wanted;
      const approval = wanted.value.decided.needsApproval
        ? await approve(command.approval, operator)
        : ok(null);
      if (!approval.ok) return approval;
      // While the PIN was checked another refund may have come first: what is booked is decided now.
      const now = decideSeen(deps, command);
      if (!now.ok) return now;
      const booked = book(deps, now.value, { command, operator, approverId: approval.value });
      return booked.ok ? ok(done(booked.value.entryId, command)) : booked;
    },
  };
}

function decide(
  deps: RefundDeps,
  { entryId, proof, ...wish }: RefundWish,
  reasonId: string,
): Result<Decided, AppError<RefundRefusal>> {
  const { proven, authority, programme, clock, store, codes, ledger } = deps;
  const found = proven.sale(entryId, proof);
  if (!found.ok) return found;
  const at = found.value;
  const nowMs = clock.nowMs();
  const asked: RefundAsked = {
    scope: wish.scope,
    lines: wish.lines,
    toWallet: wish.toWallet,
    evidence: isProven(at) ? 'proof' : 'sale',
    reasonId,
    moment: momentAt(nowMs, store.timeZone),
    businessDay: businessDay(nowMs, store),
  };
  const { corrections, wallet } = programme;
  const walletTakesRefunds = wallet?.takesRefunds ?? false;
  const deadCards = deadCardsOf({ codes, ledger }, at.left, asked.moment.localDate);
  // Another till's stamps are that till's to count.
  const left = isProven(at) ? at.left : leftToUndo(deps, at);
  const decided = decideRefund(left, asked, { corrections, walletTakesRefunds, deadCards });
  if (!decided.ok) return err(appError(decided.error.code, decided.error.details));
  const { content, needsApproval } = decided.value;
  const isForManager = isProven(at) && proofCashNeedsManager(authority(), content.detail.outsideMinor);
  return ok({ at, decided: { content, needsApproval: needsApproval || isForManager } });
}

/** A card that another till sold is not known here: it takes its money back, and that till knows how it stands. */
function deadCardsOf(
  { codes, ledger }: Pick<RefundDeps, 'codes' | 'ledger'>,
  { tenders }: AnySale['left'],
  today: IsoDate,
): DeadCards {
  const dead = tenders
    .flatMap(({ tender }) => tender.codeId ?? [])
    .flatMap((codeId) => codes.codeById(codeId) ?? [])
    .filter(({ isCancelled, expiresOn }) => isCancelled || (expiresOn !== null && expiresOn <= today));
  return new Map(dead.map((code) => [code.codeId, isBought(ledger, code) ? 'bought' : 'given']));
}

/** Whether money came in for the card, over the desk or out of a wallet, as the entry says that issued it. */
function isBought(
  ledger: Pick<RefundDeps['ledger'], 'entryById'>,
  { codeId, issueEntryId }: CodeState,
): boolean {
  const issued = ledger.entryById(issueEntryId);
  if (issued?.kind !== 'issueCodes') return false;
  return issued.content.moves.some(
    ({ from, to }) =>
      to.kind === 'giftCard' && to.codeId === codeId && from.kind === 'shop' && from.account === 'clearing',
  );
}

function decideSeen(
  deps: RefundDeps,
  command: RefundCommand,
): Result<Decided, AppError<RefundRefusal | 'sale_changed'>> {
  const found = decide(deps, command, command.reasonId);
  if (!found.ok) return found;
  const { refundMinor } = found.value.decided.content.detail;
  return refundMinor === command.refundMinor ? found : err(appError('sale_changed'));
}

function book(
  { ledger, health, frame, ports, ownUses, cancelEarnedCoupons, tierAfter }: RefundDeps,
  { at, decided }: Decided,
  { command, operator, approverId }: Settled,
): Result<{ readonly entryId: EntryId }, AppError<StorageCode>> {
  const allowed = health.mayWrite();
  if (!allowed.ok) return allowed;
  const common = {
    memberRef: at.left.holderRef,
    operatorId: operator.operatorId,
    approverId,
    // An entry can name only what its own ledger has; the detail names the sale of another till.
    refEntryId: isProven(at) ? null : at.sale.entryId,
  };
  const { commandId } = command;
  const couponsId = partId(ports.sha256, commandId, at.left.saleEntryId);
  const coupons = isProven(at) ? null : cancelEarnedCoupons(at, decided);
  const refund = frame({ ...common, kind: 'refund', keyId: commandId, decided: decided.content });
  const following =
    coupons === null ? [] : [frame({ ...common, kind: 'cancelCodes', keyId: couponsId, decided: coupons })];
  const { operatorId, refEntryId } = common;
  const tiers = tierAfter({ commandId, operatorId, refEntryId, facts: decided.content.facts });
  const booked = health.afterLedgerWrite(ledger.bookValues([refund, ...following, ...tiers]));
  if (booked.ok) ownUses.changed(at.left.offerUses.map(({ offerId }) => offerId));
  return booked;
}
