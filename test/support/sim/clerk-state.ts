/** What the clerk knows: what was acknowledged, and the one thing that is not known to be done. */

import type { Client } from '#shared/contracts/rpc-contract.ts';
import type { ErrorCode } from '#shared/contracts/error-codes.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BasketView, ReceiptView, TapOutcome } from '#shared/contracts/till-views.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { tinyMembers, troubleLimits } from '#test/support/till-chain.ts';
import { differenceOf, emptyBasket } from './expected-basket.ts';
import type { ExpectedBasket, ExpectedMember } from './expected-basket.ts';
import { mustHold } from './violation.ts';

export type ClerkDeps = {
  readonly rng: Rng;
  readonly id: () => Uuid;
  /** Lays cards on the reader, one insertion each unless it bounces; false when no reader is there. */
  readonly tap: (taps: readonly Tapped[]) => boolean;
  /** Lets time pass. */
  readonly wait: (byMs: number) => Promise<void>;
  /** What happened, in words that do not differ between two runs of one seed. */
  readonly note: (what: string) => void;
  /** The clerk mistypes PINs and enrols members. */
  readonly isCareless: boolean;
};

/** `afterMs` passes before the card is there; `bounces` are repeats of the same insertion. */
export type Tapped = { readonly cardUid: CardUid; readonly afterMs: number; readonly bounces: number };

export type KnownBasket = {
  readonly basketId: Uuid;
  readonly revision: number;
  readonly lineIds: readonly Uuid[];
  /** What the customer was told. */
  readonly sums: string;
  readonly expected: ExpectedBasket;
};

/** A command whose answer did not come, or that says itself that it does not know. */
export type Pending = {
  readonly name: string;
  /** Sends the same command again; null for what nobody commanded, such as a tap. */
  readonly resend: (() => Promise<boolean>) | null;
  readonly acceptable: readonly ExpectedBasket[];
  /** Another, empty basket may stand there instead: this one was sold or thrown away. */
  readonly replaces: 'sold' | 'cleared' | null;
  readonly sold?: SoldBasket;
  /** The till's life in which it was sent first: only a later one knows for sure what became of it. */
  readonly life: number;
};

export type AckedSale = {
  readonly basketId: Uuid;
  readonly entryId: Uuid;
  readonly receiptNumber: string;
  readonly memberRef: string | null;
  readonly pointsEarned: number;
  readonly walletCreditMinor: number;
};

/** The basket as it was when it was paid. */
export type SoldBasket = { readonly basketId: Uuid; readonly memberRef: string | null };

export type KnownMember = {
  readonly name: string;
  readonly points: number;
  readonly walletMinor: number;
  readonly visits: number;
};

export type ClerkState = {
  readonly deps: ClerkDeps;
  screen: Client<TillContract> | null;
  /** Counts the starts of the till. */
  life: number;
  isSignedIn: boolean;
  /** The last refusal did not say whether the command was carried out. */
  lastWasUnsure: boolean;
  /** The till says that it cannot book: it wants to be started again. */
  isReadOnly: boolean;
  /** How often a command was sent again. */
  retries: number;
  basket: KnownBasket | null;
  pending: Pending | null;
  readonly sales: AckedSale[];
  readonly enrolledNames: string[];
  /** Enrolments whose answer never came and that were not tried again. */
  enrolmentsUnsure: number;
  /** Standing of each member before the first sale here. */
  readonly standings: Map<string, KnownMember>;
  /** Whoever the basket belonged to before each of the last taps: a card that bounces keeps the first of them alive. */
  membersBeforeTaps: readonly (ExpectedMember | null)[];
  /** What the till told of taps, newest last. */
  readonly tapOutcomes: TapOutcome[];
};

export function createClerkState(deps: ClerkDeps): ClerkState {
  return {
    deps,
    screen: null,
    life: 0,
    isSignedIn: false,
    lastWasUnsure: false,
    isReadOnly: false,
    retries: 0,
    basket: null,
    pending: null,
    sales: [],
    enrolledNames: [],
    enrolmentsUnsure: 0,
    standings: new Map(
      tinyMembers().map(({ memberRef, name, pointsBalance, walletMinor, visitCount }) => [
        memberRef,
        { name, points: pointsBalance, walletMinor, visits: visitCount },
      ]),
    ),
    membersBeforeTaps: [],
    tapOutcomes: [],
  };
}

/** A till that has just started asks again who is there; all else must be as it was. */
export function meetTill(clerk: ClerkState, screen: Client<TillContract>): void {
  clerk.screen = screen;
  clerk.life += 1;
  clerk.isSignedIn = false;
  clerk.isReadOnly = false;
}

/** Takes over what the till shows, if that is what was acknowledged or what is pending; anything else is a violation. */
export function acceptView(clerk: ClerkState, view: BasketView): void {
  const { basket, pending } = clerk;
  const accepted = basket === null ? emptyBasket : acceptable(basket, pending, view);
  const difference = accepted === undefined ? 'nothing that it may be' : differenceOf(view, accepted);
  mustHold(accepted !== undefined && difference === undefined, 'the open basket is the acknowledged one', {
    difference,
    revision: view.revision,
    was: basket?.revision,
    pending: pending?.name ?? null,
  });
  know(clerk, view, accepted);
}

/** Takes over the answer to a command. */
export function know(clerk: ClerkState, view: BasketView, expected: ExpectedBasket): void {
  const difference = differenceOf(view, expected);
  mustHold(difference === undefined, 'a basket is what the commands made of it', { difference });
  const member = view.member === null ? null : { ref: view.member.memberRef, name: view.member.name };
  clerk.basket = {
    basketId: view.basketId,
    revision: view.revision,
    lineIds: view.lines.map(({ lineId }) => lineId),
    sums: sumsOf(view.score),
    expected: { ...expected, member },
  };
  if (clerk.pending?.replaces !== 'sold') checkStanding(clerk, view.member);
}

/** A receipt that came, for the first time or again. */
export function acknowledgeSale(clerk: ClerkState, sold: SoldBasket, receipt: ReceiptView): void {
  const { basketId, memberRef } = sold;
  const { entryId, receiptNumber, score } = receipt;
  const earlier = clerk.sales.find((sale) => sale.basketId === basketId);
  if (earlier !== undefined) {
    const isSame = earlier.entryId === entryId && earlier.receiptNumber === receiptNumber;
    mustHold(isSame, 'a sale paid again is the same sale', { receiptNumber });
    return;
  }
  const isNew = clerk.sales.every((sale) => sale.entryId !== entryId && sale.receiptNumber !== receiptNumber);
  mustHold(isNew, 'each sale has its own entry and receipt number', { receiptNumber });
  const { pointsEarned, walletCreditMinor } = score;
  clerk.sales.push({ basketId, entryId, receiptNumber, memberRef, pointsEarned, walletCreditMinor });
  if (memberRef === null || receipt.balances === null) return;
  const standing = standingOf(clerk, memberRef);
  const isSum =
    receipt.balances.pointsBalance === standing.points &&
    receipt.balances.walletMinor === standing.walletMinor;
  mustHold(isSum, 'a receipt shows the sum of everything booked', { standing, shown: receipt.balances });
}

/** Snapshot and own sales together. */
export function standingOf(clerk: ClerkState, memberRef: string): KnownMember {
  const first = clerk.standings.get(memberRef);
  mustHold(first !== undefined, 'a member is known', { memberRef });
  const own = clerk.sales.filter((sale) => sale.memberRef === memberRef);
  return {
    name: first.name,
    points: own.reduce((sum, sale) => sum + sale.pointsEarned, first.points),
    walletMinor: own.reduce((sum, sale) => sum + sale.walletCreditMinor, first.walletMinor),
    visits: first.visits + own.length,
  };
}

/** Payable, discount, credit and points of a score, as one text. */
export function sumsOf(score: BasketView['score']): string {
  return [score.payableMinor, score.discountMinor, score.walletCreditMinor, score.pointsEarned].join(' ');
}

/** Codes after which nobody can say whether the command was carried out. */
export function isUnsure(code: ErrorCode): boolean {
  return (
    code === 'service_lost' ||
    code === 'deadline_passed' ||
    code === 'database_damaged' ||
    code === 'ledger_broken'
  );
}

function acceptable(
  basket: KnownBasket,
  pending: Pending | null,
  view: BasketView,
): ExpectedBasket | undefined {
  if (view.basketId !== basket.basketId) {
    const isFresh = view.revision === 0 && view.lines.length === 0 && view.member === null;
    const wasFresh = basket.revision === 0 && basket.expected.lines.length === 0;
    return isFresh && (wasFresh || pending?.replaces != null) ? emptyBasket : undefined;
  }
  if (view.revision === basket.revision) return basket.expected;
  if (pending === null || view.revision < basket.revision) return undefined;
  // A command counts once; taps may have counted more than once.
  if (pending.resend !== null && view.revision !== basket.revision + 1) return undefined;
  return pending.acceptable.find((candidate) => differenceOf(view, candidate) === undefined);
}

function checkStanding(clerk: ClerkState, member: BasketView['member']): void {
  if (member === null) return;
  if (!clerk.standings.has(member.memberRef)) {
    mustHold(clerk.enrolledNames.includes(member.name), 'a member was published or enrolled here', {
      name: member.name,
    });
    const { name, memberRef } = member;
    const unwelcomed = { name, points: 0, walletMinor: 0, visits: 0 };
    clerk.standings.set(memberRef, unwelcomed);
    const given = member.pointsBalance - standingOf(clerk, memberRef).points;
    const isWelcomed = given === troubleLimits.welcomePoints;
    if (isWelcomed) clerk.standings.set(memberRef, { ...unwelcomed, points: given });
  }
  const { points, walletMinor, visits } = standingOf(clerk, member.memberRef);
  const isSum =
    member.pointsBalance === points && member.walletMinor === walletMinor && member.visitCount === visits;
  mustHold(isSum, 'a balance shown is the sum of everything booked', {
    shown: [member.pointsBalance, member.walletMinor, member.visitCount],
    booked: [points, walletMinor, visits],
  });
}
