/** The fake till's last sale, given back in memory: enough to see the dialogs, with sums that only look right. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import type {
  CorrectionRulesView,
  RefundEffectView,
  RefundSlipView,
  SaleLeftView,
} from '#shared/contracts/till/corrections-views.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { chain, store } from './demo-data.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

type Corrected =
  | 'correctionRules'
  | 'findSales'
  | 'saleLeft'
  | 'saleProof'
  | 'previewRefund'
  | 'refundSale'
  | 'refundSlip'
  | 'previewMemberChange'
  | 'changeSaleMember'
  | 'adjustMember'
  | 'previewBulkCancel'
  | 'bulkCancel';

type Wish = {
  readonly scope: RefundSlipView['scope'];
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly toWallet: boolean;
};

const aloneMinor = 5_000_000;

export function fakeCorrections(world: FakeWorld): FakeHandlers<Corrected> {
  const gone = new Map<string, number>();
  const slips: RefundSlipView[] = [];
  const { state } = world;
  const leftNow = (receipt: ReceiptView): SaleLeftView => saleLeftOf(world, receipt, { gone, slips });
  return {
    correctionRules: () => ok(rules()),
    findSales: ({ text }) => {
      const receipt = state.lastReceipt;
      const isFound = receipt !== null && receipt.receiptNumber.includes(text);
      return ok({ sales: isFound ? [leftNow(receipt)] : [] });
    },
    saleLeft: () =>
      state.lastReceipt === null ? err(appError('sale_unknown')) : ok(leftNow(state.lastReceipt)),
    saleProof: () => ok({ text: `VP1015${'7'.repeat(37)}` }),
    previewRefund: (wish) => {
      const receipt = state.lastReceipt;
      return receipt === null ? err(appError('sale_unknown')) : ok(effectOf(receipt, leftNow(receipt), wish));
    },
    refundSale: ({ commandId, approval, ...wish }) => {
      const receipt = state.lastReceipt;
      if (receipt === null) return err(appError('sale_unknown'));
      const left = leftNow(receipt);
      const effect = effectOf(receipt, left, wish);
      if (effect.needsApproval && approval === null) return err(appError('approval_needed'));
      const lines = chosen(left, wish);
      for (const { lineId, quantity } of lines) gone.set(lineId, (gone.get(lineId) ?? 0) + quantity);
      const approver = chain.operators.find(({ operatorId }) => operatorId === approval?.operatorId);
      const reason = rules().refundReasons.find(({ reasonId }) => reasonId === wish.reasonId);
      const slip: RefundSlipView = {
        ...effect,
        entryId: commandId,
        receiptNumber: `${receipt.receiptNumber}0`,
        saleNumber: receipt.receiptNumber,
        atMs: epochMs(Date.now()),
        storeName: store.name,
        scope: wish.scope,
        operator: receipt.operator,
        approver: approver ?? null,
        member: receipt.member,
        reason: reason?.name ?? store.name,
        lines,
      };
      slips.push(slip);
      return ok({ slip, sale: leftNow(receipt) });
    },
    refundSlip: ({ entryId }) => {
      const slip = slips.find((known) => known.entryId === entryId);
      return slip === undefined ? err(appError('entry_unknown')) : ok(slip);
    },
    previewMemberChange: ({ memberRef }) => {
      const member = world.members.find(({ panel }) => panel.memberRef === memberRef);
      if (member === undefined) return err(appError('member_unknown'));
      return ok({
        from: state.lastReceipt?.member ?? null,
        to: member.panel,
        pointsTaken: points(12),
        creditTakenMinor: minor(0),
        pointsGiven: points(15),
        creditGivenMinor: minor(20_000),
        needsApproval: state.lastReceipt?.member !== null,
      });
    },
    changeSaleMember: () => err(appError('member_change_too_late')),
    adjustMember: () => ok({ balances: null }),
    previewBulkCancel: () => err(appError('batch_empty')),
    bulkCancel: () => err(appError('batch_empty')),
  };
}

function rules(): CorrectionRulesView {
  const corrections = chain.programme?.corrections;
  invariant(corrections !== undefined, 'the demo chain corrects sales');
  const { refundReasons, adjustReasons, adjustPointsMax, adjustMinorMax } = corrections;
  return {
    refundReasons: [...refundReasons],
    adjustReasons: [...adjustReasons],
    adjustPointsMax,
    adjustMinorMax: minor(adjustMinorMax),
  };
}

type Done = { readonly gone: ReadonlyMap<string, number>; readonly slips: readonly RefundSlipView[] };

function saleLeftOf({ state }: FakeWorld, receipt: ReceiptView, { gone, slips }: Done): SaleLeftView {
  const lines = receipt.lines.map((line) => {
    const quantityLeft = line.quantity - (gone.get(line.lineId) ?? 0);
    return {
      lineId: line.lineId,
      name: line.name,
      quantitySold: line.quantity,
      quantityLeft,
      paidMinor: line.netMinor,
      leftMinor: minor(Math.floor((line.netMinor * quantityLeft) / line.quantity)),
    };
  });
  const leftMinor = minor(lines.reduce((sum, line) => sum + line.leftMinor, 0));
  const isWhole = lines.every(({ quantityLeft, quantitySold }) => quantityLeft === quantitySold);
  const isGone = lines.every(({ quantityLeft }) => quantityLeft === 0);
  return {
    entryId: receipt.entryId,
    evidence: 'sale',
    receiptNumber: receipt.receiptNumber,
    soldAtMs: receipt.soldAtMs,
    member: receipt.member,
    itemCount: lines.length,
    paidMinor: receipt.score.payableMinor,
    leftMinor,
    state: isGone ? 'refunded' : isWhole ? 'whole' : 'partly',
    operator: receipt.operator,
    holder: receipt.member === null ? null : { ...receipt.member, memberRef: receipt.entryId },
    lines,
    tenders: [],
    outsideLeftMinor: leftMinor,
    pointsEarned: receipt.score.pointsEarned,
    creditEarnedMinor: receipt.score.walletCreditMinor,
    memberChangeLeftMs: state.signedIn === null ? 0 : 3_600_000,
    isVoidable: true,
    refundDaysLeft: 30,
    walletTakesRefunds: receipt.member !== null,
    refunds: slips.map(({ entryId, receiptNumber, atMs, scope, refundMinor }) => ({
      entryId,
      receiptNumber,
      atMs,
      scope,
      refundMinor,
    })),
  };
}

function chosen(left: SaleLeftView, { scope, lines }: Wish): RefundSlipView['lines'] {
  const isAll = scope === 'whole' || scope === 'void';
  return left.lines.flatMap((line) => {
    const wanted = lines.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0;
    const quantity = isAll ? line.quantityLeft : wanted;
    if (quantity === 0) return [];
    const refundMinor = minor(Math.floor((line.leftMinor * quantity) / line.quantityLeft));
    return [{ lineId: line.lineId, name: line.name, quantity, refundMinor }];
  });
}

function effectOf({ score, balances }: ReceiptView, left: SaleLeftView, wish: Wish): RefundEffectView {
  const refundMinor = minor(chosen(left, wish).reduce((sum, line) => sum + line.refundMinor, 0));
  const share = score.payableMinor === 0 ? 0 : refundMinor / score.payableMinor;
  const pointsTaken = points(Math.ceil(score.pointsEarned * share));
  const creditTakenMinor = minor(Math.ceil(score.walletCreditMinor * share));
  const toWalletMinor = wish.toWallet ? refundMinor : minor(0);
  return {
    refundMinor,
    outsideMinor: minor(refundMinor - toWalletMinor),
    toWalletMinor,
    back: [],
    pointsTaken,
    creditTakenMinor,
    needsApproval: wish.scope === 'void' || refundMinor > aloneMinor,
    balances:
      balances === null
        ? null
        : {
            pointsBalance: points(balances.pointsBalance - pointsTaken),
            walletMinor: minor(balances.walletMinor - creditTakenMinor + toWalletMinor),
          },
  };
}
