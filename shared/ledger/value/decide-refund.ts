/**
 * Gives back what a sale took and takes back what it gave, for some of its lines or for all that is left. Every part is
 * a share of what is left, rounded so that the last refund ends exactly where the sale began.
 */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { daysBetween } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { CorrectionRules } from '#shared/domain/programme.ts';
import type { LineId } from '#shared/domain/product.ts';
import { addInt, mulDiv } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SaleMoment } from '../sale-content.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { backOf, sharesOf } from './refund-shares.ts';
import type { DeadCards } from './refund-shares.ts';
import type { LineLeft, SaleLeft } from './sale-left.ts';
import { takenBack } from './taken-back.ts';
import type { FactChange, Move, ValueContentOf } from './value-content.ts';
import type { RefundDetail, RefundedLine } from './value-details.ts';

export type RefundAsked = {
  readonly scope: RefundDetail['scope'];
  readonly evidence: RefundDetail['evidence'];
  /** Of some of the lines or an exchange; a whole refund and a void take all that is left. */
  readonly lines: readonly { readonly lineId: LineId; readonly quantity: number }[];
  readonly reasonId: string;
  /** What would be handed out goes into the wallet of the sale's member instead. */
  readonly toWallet: boolean;
  readonly moment: SaleMoment;
  readonly businessDay: IsoDate;
};

export type RefundRules = {
  readonly corrections: CorrectionRules;
  readonly walletTakesRefunds: boolean;
  readonly deadCards: DeadCards;
};

export type RefundCode =
  | 'reason_unknown'
  | 'already_refunded'
  | 'refund_empty'
  | 'refund_line_unknown'
  | 'refund_too_much'
  | 'refund_too_late'
  | 'void_too_late'
  | 'wallet_takes_no_refunds';

export type DecidedRefund = {
  readonly content: ValueContentOf<'refund'>;
  /** A cashier may not do this alone. */
  readonly needsApproval: boolean;
};

export function decideRefund(
  left: SaleLeft,
  asked: RefundAsked,
  rules: RefundRules,
): Result<DecidedRefund, Refusal<RefundCode>> {
  const refused = refusalOf(left, asked, rules);
  if (refused !== undefined) return err(refused);
  const lines = refundedLines(left, asked);
  if (!lines.ok) return lines;
  const content = refundContent(left, { ...asked, lines: lines.value }, rules);
  const backBefore = left.paidMinor - left.leftMinor;
  const isAboveLimit = addInt(backBefore, content.detail.refundMinor) > rules.corrections.refundAloneMinor;
  return ok({ content, needsApproval: asked.scope === 'void' || isAboveLimit });
}

function refusalOf(
  left: SaleLeft,
  { scope, evidence, reasonId, toWallet, moment, businessDay }: RefundAsked,
  { corrections, walletTakesRefunds }: RefundRules,
): Refusal<RefundCode> | undefined {
  if (!corrections.refundReasons.some((reason) => reason.reasonId === reasonId)) {
    return refusal('reason_unknown');
  }
  if (left.lines.every(({ quantityLeft }) => quantityLeft === 0)) return refusal('already_refunded');
  const isToday = businessDay === left.businessDay && evidence === 'sale';
  if (scope === 'void' && !isToday) return refusal('void_too_late');
  if (daysBetween(left.date, moment.localDate) > corrections.refundDays) {
    return refusal('refund_too_late', { days: corrections.refundDays });
  }
  if (toWallet && (!walletTakesRefunds || left.holderRef === null)) return refusal('wallet_takes_no_refunds');
  return undefined;
}

function refundedLines(
  left: SaleLeft,
  { scope, lines }: RefundAsked,
): Result<readonly RefundedLine[], Refusal<RefundCode>> {
  const isAll = scope === 'whole' || scope === 'void';
  const wanted = isAll ? allLeft(left) : lines;
  if (wanted.length === 0) return err(refusal('refund_empty'));
  const seen = new Set<LineId>();
  const refunded: RefundedLine[] = [];
  for (const { lineId, quantity } of wanted) {
    const line = left.lines.find((candidate) => candidate.lineId === lineId);
    if (line === undefined || seen.has(lineId)) return err(refusal('refund_line_unknown'));
    const isPart = Number.isSafeInteger(quantity) && quantity > 0 && quantity <= line.quantityLeft;
    if (!isPart) return err(refusal('refund_too_much', { left: line.quantityLeft }));
    seen.add(lineId);
    refunded.push({ lineId, quantity, refundMinor: refundOf(line, quantity) });
  }
  return ok(refunded);
}

function allLeft({ lines }: SaleLeft): RefundAsked['lines'] {
  return lines
    .filter(({ quantityLeft }) => quantityLeft > 0)
    .map(({ lineId, quantityLeft }) => ({ lineId, quantity: quantityLeft }));
}

/** The last unit takes what the others left. */
function refundOf({ leftMinor, quantityLeft }: LineLeft, quantity: number): Minor {
  return minor(mulDiv(leftMinor, [quantity, quantityLeft], 'floor'));
}

function refundContent(
  left: SaleLeft,
  asked: Omit<RefundAsked, 'lines'> & { readonly lines: readonly RefundedLine[] },
  { deadCards }: Pick<RefundRules, 'deadCards'>,
): ValueContentOf<'refund'> {
  const { lines } = asked;
  const refundMinor = minor(addInt(...lines.map((line) => line.refundMinor)));
  const shares = sharesOf(left, refundMinor);
  const back = backOf(shares.tenders, deadCards);
  const outsideMinor = minor(addInt(shares.outsideMinor, back.paidOutMinor));
  const part = partOf(left, lines, refundMinor);
  const toWalletMinor = asked.toWallet ? outsideMinor : minor(0);
  return {
    currency: left.currency,
    moment: asked.moment,
    moves: [
      ...back.moves,
      ...left.earned.flatMap((earned) => takenBack(earned, part.ofEarned(earned.left))),
      ...intoWallet(left, toWalletMinor),
    ],
    facts: factsOf(left, part, refundMinor),
    detail: {
      scope: asked.scope,
      evidence: asked.evidence,
      reasonId: asked.reasonId,
      saleEntryId: left.saleEntryId,
      lines,
      refundMinor,
      back: back.tenders,
      outsideMinor: minor(outsideMinor - toWalletMinor),
      toWalletMinor,
    },
  };
}

/** How much of what the sale gave goes with this refund. */
type Part = {
  /** Nothing is left of the sale after it. */
  readonly isEnd: boolean;
  /** Rounded up: what was earned with a line never stays for less. */
  readonly ofEarned: (amount: number) => number;
  /** Rounded down: what an offer has cost is given back to its budget at most as it was. */
  readonly ofCost: (costMinor: Minor) => Minor;
};

function partOf(left: SaleLeft, lines: readonly RefundedLine[], refundMinor: Minor): Part {
  const units = addInt(...lines.map(({ quantity }) => quantity));
  const unitsLeft = addInt(...left.lines.map(({ quantityLeft }) => quantityLeft));
  // What cost nothing is shared by the number of its units.
  const ratio = left.leftMinor > 0 ? ([refundMinor, left.leftMinor] as const) : ([units, unitsLeft] as const);
  const isEnd = units === unitsLeft;
  return {
    isEnd,
    ofEarned: (amount) => (isEnd ? amount : mulDiv(amount, ratio, 'ceil')),
    ofCost: (costMinor) => (isEnd ? costMinor : minor(mulDiv(costMinor, ratio, 'floor'))),
  };
}

function intoWallet({ holderRef }: SaleLeft, amount: Minor): readonly Move[] {
  if (amount === 0 || holderRef === null) return [];
  return [
    {
      unit: 'money',
      amount,
      from: { kind: 'shop', account: 'clearing' },
      to: { kind: 'member', memberRef: holderRef, purse: 'wallet' },
      lot: { kind: 'own', terms: { origin: 'refunded', releaseOn: null, expiresOn: null } },
    },
  ];
}

function factsOf(left: SaleLeft, part: Part, refundMinor: Minor): readonly FactChange[] {
  const { holderRef, date } = left;
  const isVisit = part.isEnd && holderRef !== null;
  const change: FactChange = {
    memberRef: holderRef,
    date,
    visits: negated(isVisit ? left.visits : 0),
    spentMinor: minor(negated(holderRef === null ? 0 : refundMinor)),
    offerUses: left.offerUses
      .map(({ offerId, uses, costMinor }) => ({
        offerId,
        uses: negated(part.isEnd ? uses : 0),
        costMinor: minor(negated(part.ofCost(costMinor))),
      }))
      .filter(({ uses, costMinor }) => uses !== 0 || costMinor !== 0),
    stamps: part.isEnd
      ? left.stamps.map(({ stampCardId, stamps }) => ({ stampCardId, stamps: negated(stamps) }))
      : [],
    pointsEarned: negated(addInt(...earnedPoints(left).map(part.ofEarned))),
    tierProgress: negated(left.tierProgress > 0 ? part.ofEarned(left.tierProgress) : 0),
  };
  const isNothing =
    change.visits === 0 &&
    change.spentMinor === 0 &&
    change.offerUses.length === 0 &&
    change.stamps.length === 0 &&
    change.pointsEarned === 0 &&
    change.tierProgress === 0;
  return isNothing ? [] : [change];
}

/** Of each lot that the sale's member earned by buying. */
export function earnedPoints({ earned, holderRef }: SaleLeft): readonly number[] {
  return earned
    .filter(({ unit, memberRef, isReward }) => unit === 'points' && memberRef === holderRef && !isReward)
    .map(({ left }) => left);
}

function negated(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
