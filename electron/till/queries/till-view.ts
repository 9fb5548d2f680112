/** Everything that a screen needs when it is opened, in one answer. */

import type { OperatorView, TillView } from '#shared/contracts/till-views.ts';
import type { ReaderState } from '#shared/contracts/reader-contract.ts';
import type { TillStart } from '#shared/contracts/supervision.ts';
import { businessDay } from '#shared/domain/calendar.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { BelievedClock } from '../believed-clock.ts';
import type { OpenBasket } from '../basket/open-basket.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { BookedSale, Ledger } from '../ledger-port.ts';
import type { Session } from '../operators/session.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { SafetyAtTill } from '../safety/safety-at-till.ts';
import type { BasketViews } from './basket-view.ts';
import type { ReceiptViews } from './receipt-view.ts';

export type TillViewDeps = {
  readonly chain: ChainAtTill;
  readonly demo: boolean;
  readonly keyKeeping: TillStart['keyKeeping'];
  readonly clock: Clock;
  readonly session: Session;
  readonly readerState: () => ReaderState;
  readonly health: LedgerHealth;
  readonly basket: OpenBasket;
  readonly ruleSets: Pick<RuleSets, 'view'>;
  readonly views: BasketViews;
  readonly receipts: ReceiptViews;
  readonly ledger: Pick<Ledger, 'newestSale'>;
  readonly concerns: SafetyAtTill['concerns'];
  readonly clockAheadMs: BelievedClock['clockAheadMs'];
};

export function createTillView(deps: TillViewDeps): () => TillView {
  const { chain } = deps;
  const { ownStore } = chain;
  const published = () => ({
    tillName: chain.tillName,
    storeName: ownStore.name,
    ...(chain.chainName === null ? {} : { chainName: chain.chainName }),
    branding: chain.branding,
    currency: ownStore.currency,
    calendar: chain.calendar,
    timeZone: ownStore.timeZone,
    operators: chain.operators.map(operatorViewOf),
    tiers: [...chain.tiers],
    productGroups: [...chain.productGroups],
    keyKeeping: deps.keyKeeping,
    demo: deps.demo ? { cards: [...chain.demoCards], pins: [...chain.demoPins] } : null,
  });
  return () => {
    const operator = deps.session.current();
    return {
      ...published(),
      businessDay: businessDay(deps.clock.nowMs(), ownStore),
      signedIn: operator === null ? null : operatorViewOf(operator),
      reader: deps.readerState(),
      ledger: deps.health.state(),
      concerns: [...deps.concerns()],
      clockAheadMs: deps.clockAheadMs(),
      rules: deps.ruleSets.view(),
      basket: operator === null ? null : deps.views.view(deps.basket.draft()),
      unseenReceipt: unseenReceipt(deps, deps.ledger.newestSale()),
    };
  };
}

export function operatorViewOf({ operatorId, name, latinName, role }: Operator): OperatorView {
  return { operatorId, name, latinName, role };
}

/** Before anybody is signed in the receipt is shown without its member: everyone can see that screen. */
function unseenReceipt(deps: TillViewDeps, sale: BookedSale | undefined): TillView['unseenReceipt'] {
  if (sale === undefined || sale.isReceiptSeen) return null;
  const receipt = deps.receipts.view(sale);
  return deps.session.current() === null ? { ...receipt, member: null, balances: null } : receipt;
}
