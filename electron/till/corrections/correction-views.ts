/** Sales and refunds as the screen is shown them. */

import type {
  RefundEffectView,
  RefundSlipView,
  SaleLeftView,
  SaleRowView,
} from '#shared/contracts/till/corrections-views.ts';
import { businessDay, localDate } from '#shared/domain/calendar.ts';
import { daysBetween } from '#shared/domain/day-number.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import { points } from '#shared/domain/points.ts';
import type { LineId } from '#shared/domain/product.ts';
import type { Clock, EpochMs } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { ValueEntryOf } from '#shared/ledger/entry.ts';
import { isRefund } from '#shared/ledger/value/sale-left.ts';
import type { Move, ValueContentOf } from '#shared/ledger/value/value-content.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { LineViews } from '../queries/basket-view.ts';
import type { BookedSales, SaleAtHand } from './booked-sales.ts';
import { isProven } from './proven-sales.ts';
import type { AnySale } from './proven-sales.ts';

export type CorrectionViews = {
  readonly row: (at: AnySale) => SaleRowView;
  readonly left: (at: AnySale) => SaleLeftView;
  /** `isDone`: the balances contain the refund already. */
  readonly effect: (
    content: ValueContentOf<'refund'>,
    holderRef: MemberRef | null,
    shown: { readonly needsApproval: boolean; readonly isDone: boolean },
  ) => RefundEffectView;
  readonly slip: (entry: ValueEntryOf<'refund'>, at: AnySale) => RefundSlipView;
  readonly names: (memberRef: MemberRef | null) => Names | null;
  readonly balances: (memberRef: MemberRef | null) => RefundEffectView['balances'];
};

type Names = { readonly name: string; readonly latinName: string | null };

export type CorrectionViewsDeps = {
  readonly chain: Pick<ChainAtTill, 'operators' | 'stores' | 'ownStore' | 'programme'>;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly lines: LineViews;
  readonly sales: Pick<BookedSales, 'numberOf'>;
  readonly clock: Pick<Clock, 'nowMs'>;
};

const minuteMs = 60_000;

export function createCorrectionViews(deps: CorrectionViewsDeps): CorrectionViews {
  const people = createPeople(deps);
  const { names, balances } = people;
  const row: CorrectionViews['row'] = (at) => {
    const { left } = at;
    const { receiptNumber, soldAtMs } = soldOf(at, deps.sales);
    return {
      entryId: left.saleEntryId,
      evidence: isProven(at) ? 'proof' : 'sale',
      receiptNumber,
      soldAtMs,
      member: names(left.holderRef),
      itemCount: addInt(...left.lines.map(({ quantitySold }) => quantitySold)),
      paidMinor: left.paidMinor,
      leftMinor: left.leftMinor,
      state: stateOf(left.lines),
    };
  };
  const effect: CorrectionViews['effect'] = (content, holderRef, shown) => {
    const now = balances(holderRef);
    const isChanged = !shown.isDone && holderRef !== null;
    const changed = (unit: Move['unit']): number =>
      isChanged ? atHandChange(content.moves, unit, holderRef) : 0;
    return {
      ...effectOf(content, holderRef),
      needsApproval: shown.needsApproval,
      balances: now && {
        pointsBalance: points(addInt(now.pointsBalance, changed('points'))),
        walletMinor: minor(addInt(now.walletMinor, changed('money'))),
      },
    };
  };
  return {
    row,
    effect,
    names,
    balances,
    left: (at) => ({ ...row(at), ...leftView(deps, people, at) }),
    slip: (entry, at) => ({
      ...effect(entry.content, entry.memberRef, { needsApproval: entry.approverId !== null, isDone: true }),
      ...slipView(deps, people, { entry, at }),
    }),
  };
}

type Sold = {
  readonly receiptNumber: string;
  readonly soldAtMs: EpochMs;
  readonly actorId: OperatorId | null;
  readonly lines: readonly { readonly lineId: LineId; readonly productId: string | null }[];
};

/** What is shown of any sale, whether it is an entry of this till or known by its code alone. */
function soldOf(at: AnySale, { numberOf }: Pick<BookedSales, 'numberOf'>): Sold {
  if (isProven(at)) {
    const { receiptNumber, soldAtMs, lines } = at.proof;
    return { receiptNumber, soldAtMs, actorId: null, lines };
  }
  const { sale } = at;
  return {
    receiptNumber: numberOf(sale),
    soldAtMs: sale.wallMs,
    actorId: sale.actorId,
    lines: sale.content.lines,
  };
}

type People = Pick<CorrectionViews, 'names' | 'balances'> & {
  readonly operatorNames: (operatorId: OperatorId | null) => Names | null;
};

function createPeople({ chain, members }: CorrectionViewsDeps): People {
  const knownMember = (memberRef: MemberRef | null): KnownMember | undefined =>
    memberRef === null ? undefined : members.byRef(memberRef);
  return {
    names: (memberRef) => {
      const known = knownMember(memberRef);
      return known === undefined ? null : namesOf(known.member);
    },
    balances: (memberRef) => {
      const known = knownMember(memberRef);
      if (known === undefined) return null;
      return { pointsBalance: known.pointsBalance, walletMinor: known.walletMinor };
    },
    operatorNames: (operatorId) => {
      const operator = chain.operators.find((candidate) => candidate.operatorId === operatorId);
      return operator === undefined ? null : namesOf(operator);
    },
  };
}

function effectOf(
  { detail, moves }: ValueContentOf<'refund'>,
  holderRef: MemberRef | null,
): Omit<RefundEffectView, 'needsApproval' | 'balances'> {
  const { refundMinor, outsideMinor, toWalletMinor, back } = detail;
  return {
    refundMinor,
    outsideMinor,
    toWalletMinor,
    back: back.map(({ means, amount, worthMinor }) => ({ means, amount, worthMinor })),
    pointsTaken: points(takenBack(moves, 'points', holderRef)),
    creditTakenMinor: minor(takenBack(moves, 'money', holderRef)),
  };
}

function leftView(
  { chain, lines, sales, clock }: CorrectionViewsDeps,
  { names, operatorNames }: People,
  at: AnySale,
): Omit<SaleLeftView, keyof SaleRowView> {
  const { about, left } = at;
  const sold = soldOf(at, sales);
  const { corrections, wallet } = chain.programme;
  const nowMs = clock.nowMs();
  const holder = names(left.holderRef);
  const isHeld = holder !== null && left.holderRef !== null;
  const changeEndsMs = sold.soldAtMs + corrections.memberChangeMinutes * minuteMs;
  return {
    operator: operatorNames(sold.actorId),
    holder: isHeld ? { memberRef: left.holderRef, ...holder } : null,
    lines: left.lines.map((line) => ({ ...line, name: lineName(lines, sold, line.lineId) })),
    tenders: left.tenders
      .filter(({ amountLeft, worthLeftMinor }) => amountLeft + worthLeftMinor > 0)
      .map(({ tender, amountLeft, worthLeftMinor }) => ({ means: tender.means, amountLeft, worthLeftMinor })),
    outsideLeftMinor: left.outsideLeftMinor,
    pointsEarned: points(earnedSum(left, 'points')),
    creditEarnedMinor: minor(earnedSum(left, 'money')),
    // Only the till that sold can void a sale or give it to another member.
    memberChangeLeftMs: isProven(at) || nowMs < sold.soldAtMs ? 0 : Math.max(0, changeEndsMs - nowMs),
    isVoidable: !isProven(at) && businessDay(nowMs, chain.ownStore) === left.businessDay,
    refundDaysLeft:
      corrections.refundDays - daysBetween(left.date, localDate(nowMs, chain.ownStore.timeZone)),
    walletTakesRefunds: isHeld && (wallet?.takesRefunds ?? false),
    refunds: about.filter(isRefund).map((refund) => ({
      entryId: refund.entryId,
      receiptNumber: sales.numberOf(refund),
      atMs: refund.wallMs,
      scope: refund.content.detail.scope,
      refundMinor: refund.content.detail.refundMinor,
    })),
  };
}

type Refunded = { readonly entry: ValueEntryOf<'refund'>; readonly at: AnySale };

function slipView(
  { chain, lines, sales }: CorrectionViewsDeps,
  { names, operatorNames }: People,
  { entry, at }: Refunded,
): Omit<RefundSlipView, keyof RefundEffectView> {
  const sold = soldOf(at, sales);
  const { detail } = entry.content;
  const { refundReasons } = chain.programme.corrections;
  const reason = refundReasons.find(({ reasonId }) => reasonId === detail.reasonId);
  const store = chain.stores.find(({ storeId }) => storeId === entry.storeId);
  return {
    entryId: entry.entryId,
    receiptNumber: sales.numberOf(entry),
    saleNumber: sold.receiptNumber,
    atMs: entry.wallMs,
    storeName: store?.name ?? sameInAll(entry.storeId),
    scope: detail.scope,
    operator: operatorNames(entry.actorId),
    approver: operatorNames(entry.approverId),
    member: names(entry.memberRef),
    reason: reason?.name ?? sameInAll(detail.reasonId),
    lines: detail.lines.map((line) => ({ ...line, name: lineName(lines, sold, line.lineId) })),
  };
}

function lineName(lines: LineViews, sold: Sold, lineId: string): LocalText | null {
  const line = sold.lines.find((candidate) => candidate.lineId === lineId);
  return line === undefined ? null : lines.nameOf(line);
}

function namesOf({ name, latinName }: Names): Names {
  return { name, latinName };
}

/** Of what the owner has taken out of the programme since, only the id is known. */
function sameInAll(id: string): LocalText {
  return { fa: id, en: id };
}

function stateOf(lines: SaleAtHand['left']['lines']): SaleRowView['state'] {
  if (lines.every(({ quantityLeft }) => quantityLeft === 0)) return 'refunded';
  return lines.every(({ quantityLeft, quantitySold }) => quantityLeft === quantitySold) ? 'whole' : 'partly';
}

/** By the sale's member alone: what others were given for it goes back as well, and is their own. */
function earnedSum({ earned, holderRef }: SaleAtHand['left'], wanted: Move['unit']): number {
  const own = earned.filter(({ unit, memberRef }) => unit === wanted && memberRef === holderRef);
  return addInt(...own.map(({ left }) => left));
}

/** What went from a member back to where promises come from; not what somebody else was given for the sale. */
export function takenBack(moves: readonly Move[], wanted: Move['unit'], memberRef: MemberRef | null): number {
  return addInt(
    ...moves
      .filter(({ unit, to }) => unit === wanted && to.kind === 'shop' && to.account === 'issued')
      .filter(({ from }) => from.kind === 'member' && from.memberRef === memberRef)
      .map(({ amount }) => amount),
  );
}

/** What a member has more or less at hand; what is held back is no balance yet. */
function atHandChange(moves: readonly Move[], wanted: Move['unit'], memberRef: MemberRef): number {
  const purse = wanted === 'points' ? 'points' : 'wallet';
  const isTheirs = (account: Move['to']): boolean =>
    account.kind === 'member' && account.memberRef === memberRef && account.purse === purse;
  return addInt(
    ...moves
      .filter(({ unit }) => unit === wanted)
      .map(({ amount, from, to }) => (isTheirs(to) ? amount : isTheirs(from) ? -amount : 0)),
  );
}
