/** The open basket as the screen shows it: its lines with names, its member, and what the rule set gives. */

import type { BasketView, BasketLineView, OfferRow, WhyNotView } from '#shared/contracts/till-views.ts';
import type { BasketPaymentView } from '#shared/contracts/till/payment-views.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { CardLevel } from '#shared/domain/card.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { Moment } from '#shared/scoring/facts/score-input.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import { whyNot } from '#shared/scoring/why-not.ts';
import type { Draft, DraftMember } from '../basket/draft.ts';
import type { ProductStore } from '../db/stores/product-store.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { LimitUses, OwnUses } from '../members/own-uses.ts';
import type { HashPorts } from '../rules/check-rule-set.ts';
import type { ReadyRuleSet } from '../rules/ready-rule-set.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { SettleMember } from '../standing/settle-member.ts';
import type { MemberPanels } from './member-panel.ts';
import { createScoreInputs } from './score-inputs.ts';

/** A basket scored at this instant: the same for the screen and for the sale that is booked. */
export type ScoredBasket = {
  readonly draft: Draft;
  readonly known: KnownMember | null;
  readonly facts: MemberFacts | null;
  readonly moment: Moment;
  readonly limitUses: LimitUses;
  readonly cardLevel: CardLevel | null;
  readonly ruleSet: ReadyRuleSet;
  readonly score: ScoreResult;
};

export type BasketViews = {
  readonly scored: (draft: Draft) => ScoredBasket;
  readonly view: (draft: Draft) => BasketView;
  /** Why an offer does not match the basket, or what became of it; `undefined` for an offer that is unknown. */
  readonly whyNot: (draft: Draft, offerId: OfferId) => WhyNotView | undefined;
  readonly searchOffers: (draft: Draft, text: string) => FoundOfferRows;
  /**
   * True when the screen was last shown other sums for this very basket: a day that ended in between may take an
   * offer away. Not known, and so false, after a start of the service that has shown nothing yet.
   */
  readonly isShownOtherwise: (scored: ScoredBasket) => boolean;
};

export type FoundOfferRows = { readonly offers: OfferRow[]; readonly total: number };

export type BasketViewsDeps = {
  readonly members: KnownMembers;
  readonly panels: MemberPanels;
  readonly lines: LineViews;
  readonly ruleSets: RuleSets;
  readonly ownUses: Pick<OwnUses, 'limitUses'>;
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly ports: HashPorts;
  /** Books what fell due for the member: they are shown and scored as they stand today. */
  readonly settle: SettleMember;
  /** Who showed a guest card of theirs to a buyer who is no member; `undefined` for nobody. */
  readonly guestOf: (draft: Draft) => BasketView['guestOf'];
  /** `undefined` while the basket is to be paid with money alone. */
  readonly paymentOf: (scored: ScoredBasket) => BasketPaymentView | undefined;
};

export function createBasketViews(deps: BasketViewsDeps): BasketViews {
  const inputs = createScoreInputs(deps);
  const scored = (draft: Draft): ScoredBasket => {
    const ruleSet = deps.ruleSets.pinned(draft.ruleSetHash);
    if (draft.member !== null) deps.settle(draft.member.memberRef);
    const known = draft.member === null ? null : (deps.members.byRef(draft.member.memberRef) ?? null);
    const input = inputs.inputOf(draft, known, ruleSet);
    const { moment, limitUses, member: facts } = input;
    const cardLevel = known === null ? null : cardLevelOf(draft.member);
    const score = ruleSet.scorer.score(input);
    return { draft, known, facts, moment, limitUses, cardLevel, ruleSet, score };
  };
  let shown: ScoredBasket | null = null;
  return {
    scored,
    isShownOtherwise: (now) => shown !== null && isSameBasket(shown, now) && !isSameWorth(shown, now),
    view: (draft) => {
      shown = scored(draft);
      const { known, score } = shown;
      const payment = deps.paymentOf(shown);
      const guestOf = deps.guestOf(draft);
      return {
        basketId: draft.basketId,
        revision: draft.revision,
        lines: draft.lines.map(deps.lines.view),
        member: known === null || draft.member === null ? null : deps.panels.panel(known, draft.member),
        score,
        paymentMeans: draft.paymentMeans,
        wish: { with: [...draft.wish.with], without: [...draft.wish.without] },
        canUndo: draft.undo.length > 0,
        ...(payment === undefined ? {} : { payment }),
        ...(guestOf === undefined ? {} : { guestOf }),
      };
    },
    whyNot: (draft, offerId) => {
      const ruleSet = deps.ruleSets.pinned(draft.ruleSetHash);
      const offer = ruleSet.compiled.byId.get(offerId)?.offer;
      if (offer === undefined) return undefined;
      const known = draft.member === null ? null : (deps.members.byRef(draft.member.memberRef) ?? null);
      const answer = whyNot(ruleSet.compiled, inputs.inputOf(draft, known, ruleSet), offerId);
      invariant(answer !== undefined, 'an offer of the rule set is answered for');
      return { offerId, name: offer.name, terms: offer.terms ?? null, whyNot: answer };
    },
    searchOffers: (draft, text) => {
      const { ruleSet, score } = scored(draft);
      const matched = new Set(score.offers.map(({ offerId }) => offerId));
      const { offers, total } = ruleSet.search.find(text);
      const rows = offers.map(({ offerId, name }) => ({ offerId, name, isMatched: matched.has(offerId) }));
      return { offers: rows, total };
    },
  };
}

function isSameBasket({ draft }: ScoredBasket, other: ScoredBasket): boolean {
  return draft.basketId === other.draft.basketId && draft.revision === other.draft.revision;
}

/** What is applied counts as well as the sums: a gift that is gone is missed at the door. */
function isSameWorth({ score }: ScoredBasket, other: ScoredBasket): boolean {
  return (
    score.payableMinor === other.score.payableMinor &&
    score.walletCreditMinor === other.score.walletCreditMinor &&
    score.pointsEarned === other.score.pointsEarned &&
    score.worthMinor === other.score.worthMinor &&
    appliedIn(score) === appliedIn(other.score)
  );
}

function appliedIn({ offers }: ScoreResult): string {
  return offers.flatMap(({ offerId, verdict }) => (verdict.kind === 'applied' ? [offerId] : [])).join(' ');
}

export type LineViews = {
  readonly view: (line: BasketLine) => BasketLineView;
  /** Null for a plain amount. */
  readonly nameOf: (line: { readonly productId: string | null }) => BasketLineView['name'];
  /** Products may have other names now. */
  readonly snapshotChanged: () => void;
};

/** Names of products are looked up once for every snapshot. */
export function createLineViews(products: ProductStore): LineViews {
  type Names = Pick<BasketLineView, 'name' | 'groupName' | 'barcode'>;
  const plainAmount: Names = { name: null, groupName: null, barcode: null };
  const namesByProduct = new Map<string, Names>();
  const namesOf = (productId: string): Names => {
    const known = namesByProduct.get(productId);
    if (known !== undefined) return known;
    const product = products.byId(productId);
    // A product that the chain no longer has keeps its id as its name: the line and its price stay true.
    const names: Names =
      product === undefined
        ? { ...plainAmount, name: { fa: productId, en: productId } }
        : { name: product.name, groupName: product.groupName, barcode: product.barcode };
    if (namesByProduct.size >= namesMax) namesByProduct.clear();
    namesByProduct.set(productId, names);
    return names;
  };
  return {
    nameOf: ({ productId }) => (productId === null ? null : namesOf(productId).name),
    view: ({ lineId, productId, unitPriceMinor, quantity }) => ({
      lineId,
      ...(productId === null ? plainAmount : namesOf(productId)),
      unitPriceMinor,
      quantity,
    }),
    snapshotChanged: () => namesByProduct.clear(),
  };
}

const namesMax = 20_000;

/** A UID alone is level 1; a member whom the cashier looked up is level 0. */
export function cardLevelOf(member: DraftMember | null): CardLevel {
  return member !== null && member.cardUid !== null ? 1 : 0;
}
