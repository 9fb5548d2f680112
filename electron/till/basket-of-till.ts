/** The open basket of a till, the rule sets that it is scored with, and how it is shown. */

import type { EmitEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BelievedClock } from './believed-clock.ts';
import { createOpenBasket } from './basket/open-basket.ts';
import type { OpenBasket } from './basket/open-basket.ts';
import type { DraftStore } from './db/stores/draft-store.ts';
import type { StandingParts } from './standing/create-standing.ts';
import type { KnownMembers } from './members/known-members.ts';
import type { OwnUses } from './members/own-uses.ts';
import { createBasketViews } from './queries/basket-view.ts';
import type { BasketViews, LineViews } from './queries/basket-view.ts';
import type { PaymentPart } from './payment/payment-part.ts';
import { createMemberPanels } from './queries/member-panel.ts';
import { createRuleSets } from './rules/rule-sets.ts';
import type { RuleSets } from './rules/rule-sets.ts';
import { watchRules } from './rules/watch-rules.ts';
import { createTillIds } from './till-ids.ts';
import type { TillDeps } from './till-deps.ts';

/** The rule set that the till starts with, and the one that its open basket is pinned to. */
export function createTillRuleSets(
  { ports, chain, rules }: TillDeps,
  drafts: DraftStore,
  emit: EmitEvent<TillContract>,
): RuleSets {
  return createRuleSets({
    current: rules.current,
    refused: rules.refused,
    storeId: chain.ownStore.storeId,
    kept: drafts.keptRuleSet,
    ports,
    log: ports.log,
    onChanged: (view) => emit('rulesChanged', view),
  });
}

/** Null where no newer rule set ever comes. */
export function watchForRules(deps: TillDeps, ruleSets: RuleSets): ReturnType<typeof watchRules> | null {
  const { ports, chain, rules } = deps;
  const { timers, nextTurn, log } = ports;
  if (rules.source === null) return null;
  const { onBug } = deps;
  return watchRules({ source: rules.source, ruleSets, store: chain.ownStore, timers, nextTurn, log, onBug });
}

type BasketParts = {
  readonly drafts: DraftStore;
  readonly ruleSets: RuleSets;
  readonly views: BasketViews;
  readonly payment: PaymentPart;
};

/** As it was left on the disk. */
export function createBasket({ ports, ledger }: TillDeps, parts: BasketParts): OpenBasket {
  const { drafts, ruleSets, views, payment } = parts;
  const basket = createOpenBasket({
    drafts,
    ruleSets,
    ids: createTillIds(ports.clock, ports.randomBytes),
    clock: ports.clock,
    isBooked: (basketId) => ledger.saleByBasket(basketId) !== undefined,
    keepTenders: (draft) => payment.tenders.keep(draft, (kept) => views.scored(kept).score.payableMinor),
    log: ports.log,
  });
  // The version that the basket found on disk is pinned to is made ready now, and not at the first tap.
  ruleSets.pinned(basket.draft().ruleSetHash);
  return basket;
}

type ViewParts = {
  readonly members: KnownMembers;
  readonly lines: LineViews;
  readonly ruleSets: RuleSets;
  readonly ownUses: OwnUses;
  readonly payment: PaymentPart;
  readonly standing: StandingParts;
  readonly believed: BelievedClock;
};

/** What the screens are shown of a basket. */
export function createViews(
  { chain, ports }: TillDeps,
  { payment, standing, believed, ...parts }: ViewParts,
): BasketViews {
  const { clock } = ports;
  const { ownStore } = chain;
  const panels = createMemberPanels({ clock, store: ownStore, chain, glances: standing.glances });
  return createBasketViews({
    ...parts,
    panels,
    store: ownStore,
    clock: believed,
    ports,
    paymentOf: payment.tenders.view,
    settle: standing.settle,
    guestOf: standing.guestOf,
  });
}
