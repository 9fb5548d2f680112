/** The open basket as the screen shows it: its lines with names, its member, and what the rule set gives. */

import type { BasketView, BasketLineView } from '#shared/contracts/till-views.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { CardLevel } from '#shared/domain/card.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { memberFacts } from '#shared/scoring/member-facts.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import type { MemberFacts, ScoreResult } from '#shared/scoring/score-result.ts';
import type { Draft, DraftMember } from '../basket/draft.ts';
import type { ReadyRuleSet, RuleSets } from '../basket/rule-sets.ts';
import type { ProductStore } from '../db/stores/product-store.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { MemberPanels } from './member-panel.ts';

/** A basket scored at this instant: the same for the screen and for the sale that is booked. */
export type ScoredBasket = {
  readonly draft: Draft;
  readonly known: KnownMember | null;
  readonly facts: MemberFacts | null;
  readonly cardLevel: CardLevel | null;
  readonly ruleSet: ReadyRuleSet;
  readonly score: ScoreResult;
};

export type BasketViews = {
  readonly scored: (draft: Draft) => ScoredBasket;
  readonly view: (draft: Draft) => BasketView;
  /**
   * True when the screen was last shown other sums for this very basket: a day that ended in between may take an
   * offer away. Not known, and so false, after a start of the service that has shown nothing yet.
   */
  readonly isShownOtherwise: (scored: ScoredBasket) => boolean;
};

export type BasketViewsDeps = {
  readonly members: KnownMembers;
  readonly panels: MemberPanels;
  readonly lines: LineViews;
  readonly ruleSets: RuleSets;
  readonly store: Store;
  readonly clock: Clock;
};

export function createBasketViews(deps: BasketViewsDeps): BasketViews {
  const scored = (draft: Draft): ScoredBasket => {
    const ruleSet = deps.ruleSets.pinned(draft.ruleSetHash);
    const today = localDate(deps.clock.nowMs(), deps.store.timeZone);
    const known = draft.member === null ? null : (deps.members.byRef(draft.member.memberRef) ?? null);
    const facts = known === null ? null : factsOf(known, today, ruleSet);
    const cardLevel = known === null ? null : cardLevelOf(draft.member);
    const score = scoreBasket(ruleSet.compiled, {
      lines: draft.lines,
      member: facts,
      localDate: today,
      cardLevel,
    });
    return { draft, known, facts, cardLevel, ruleSet, score };
  };
  let shown: ScoredBasket | null = null;
  return {
    scored,
    isShownOtherwise: (now) => shown !== null && isSameBasket(shown, now) && !isSameWorth(shown, now),
    view: (draft) => {
      shown = scored(draft);
      const { known, score } = shown;
      return {
        basketId: draft.basketId,
        revision: draft.revision,
        lines: draft.lines.map(deps.lines.view),
        member: known === null || draft.member === null ? null : deps.panels.panel(known, draft.member),
        score,
        canUndo: draft.undo.length > 0,
      };
    },
  };
}

function isSameBasket({ draft }: ScoredBasket, other: ScoredBasket): boolean {
  return draft.basketId === other.draft.basketId && draft.revision === other.draft.revision;
}

function isSameWorth({ score }: ScoredBasket, other: ScoredBasket): boolean {
  return (
    score.payableMinor === other.score.payableMinor &&
    score.walletCreditMinor === other.score.walletCreditMinor &&
    score.pointsEarned === other.score.pointsEarned
  );
}

export type LineViews = { readonly view: (line: BasketLine) => BasketLineView };

/** Names of products are looked up once: the products of a till do not change while it runs. */
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
    view: ({ lineId, productId, unitPriceMinor, quantity }) => ({
      lineId,
      ...(productId === null ? plainAmount : namesOf(productId)),
      unitPriceMinor,
      quantity,
    }),
  };
}

const namesMax = 20_000;

function factsOf(known: KnownMember, today: IsoDate, ruleSet: ReadyRuleSet): MemberFacts {
  const { tierId, birthDate } = known.member;
  const day = { localDate: today, calendar: ruleSet.compiled.calendar };
  return memberFacts({ tierId, earlierVisits: known.visitCount, birthDate }, day);
}

/** A UID alone is level 1; a member whom the cashier looked up is level 0. */
function cardLevelOf(member: DraftMember | null): CardLevel {
  return member !== null && member.cardUid !== null ? 1 : 0;
}
