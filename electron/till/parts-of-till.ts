/** What the operations of a till are made of, put together by hand; each part gets only what it needs. */

import type { EmitEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { createBelievedClock } from './believed-clock.ts';
import type { BelievedClock } from './believed-clock.ts';
import { createCodesPart } from './codes/codes-part.ts';
import type { CodesPart } from './codes/codes-part.ts';
import type { BasketCommandDeps } from './commands/basket-command.ts';
import type { ReadDb } from './db/database.ts';
import { createDraftStore } from './db/stores/draft-store.ts';
import { createErasureStore } from './db/stores/erasure-store.ts';
import { createMemberAliases } from './db/stores/member-alias-store.ts';
import { createMemberFactsStore } from './db/stores/member-facts-store.ts';
import { createMemberStore, noMembers } from './db/stores/member-store.ts';
import type { MemberStore } from './db/stores/member-store.ts';
import { createProductStore } from './db/stores/product-store.ts';
import type { ProductStore } from './db/stores/product-store.ts';
import { createWallClockStore } from './db/stores/wall-clock-store.ts';
import { createStanding } from './standing/create-standing.ts';
import type { StandingParts } from './standing/create-standing.ts';
import { createUsesOfOthers } from './db/stores/offer-use-of-others-store.ts';
import { createStandingStore } from './db/stores/standing-store.ts';
import type { StandingStore } from './db/stores/standing-store.ts';
import { createLedgerHealth } from './ledger-health.ts';
import type { LedgerHealth } from './ledger-health.ts';
import type { LedgerOfTill } from './ledger.ts';
import { createKnownMembers } from './members/known-members.ts';
import type { KnownMembers } from './members/known-members.ts';
import { createOwnUses } from './members/own-uses.ts';
import type { OwnUses } from './members/own-uses.ts';
import { createSession } from './operators/session.ts';
import type { Session, SessionBefore } from './operators/session.ts';
import { createLineViews } from './queries/basket-view.ts';
import type { LineViews } from './queries/basket-view.ts';
import { createPaymentPart } from './payment/payment-part.ts';
import type { PaymentPart } from './payment/payment-part.ts';
import { createReceiptViews } from './queries/receipt-view.ts';
import type { ReceiptViews } from './queries/receipt-view.ts';
import type { RuleSets } from './rules/rule-sets.ts';
import { noHealthSources } from './safety/health-sources.ts';
import { createRedemptionGate } from './safety/redemption-gate.ts';
import type { RedemptionGate } from './safety/redemption-gate.ts';
import { createSafety } from './safety/safety-at-till.ts';
import type { SafetyAtTill } from './safety/safety-at-till.ts';
import { createNoLine } from './sync/sync-line.ts';
import type { SyncLine } from './sync/sync-line.ts';
import { createSyncHandlers } from './sync/sync-handlers.ts';
import type { SyncHandlers } from './sync/sync-handlers.ts';
import { createTaps } from './taps/take-tap.ts';
import type { Taps } from './taps/take-tap.ts';
import { createTillIds } from './till-ids.ts';
import { createBasket, createTillRuleSets, createViews } from './basket-of-till.ts';
import type { TillDeps } from './till-deps.ts';

/** By the names that the operations know them by. */
export type Parts = BasketCommandDeps & {
  readonly session: Session;
  readonly members: KnownMembers;
  readonly products: ProductStore;
  readonly lines: LineViews;
  readonly receipts: ReceiptViews;
  readonly taps: Taps;
  readonly ruleSets: RuleSets;
  readonly ownUses: OwnUses;
  readonly codesPart: CodesPart;
  readonly safety: SafetyAtTill;
  readonly payment: PaymentPart;
  readonly standing: StandingParts;
  readonly believed: BelievedClock;
  readonly syncHandlers: SyncHandlers;
  readonly line: SyncLine;
  readonly gate: RedemptionGate;
};

/** `emit` tells every screen. */
export function createParts(deps: TillDeps, emit: EmitEvent<TillContract>): Parts {
  const { ports, databases, chain, ledger } = deps;
  const { clock } = ports;
  const session = createOwnSession(deps, emit);
  const health = createHealth(ledger, emit);
  const store = createStandingStore(databases.ledger);
  const members = knownMembers(deps, store);
  const standing = createStanding({ ...deps, members, store, health });
  const products = createProductStore(databases.cache);
  const lines = createLineViews(products);
  const drafts = createDraftStore(databases.drafts);
  const ruleSets = createTillRuleSets(deps, drafts, emit);
  const ownUses = createOwnUses({
    ledger,
    usesOfOthers: createUsesOfOthers(databases.cache),
    ownStoreId: chain.ownStore.storeId,
  });
  const ids = createTillIds(clock, ports.randomBytes);
  const db = databases.ledger;
  const believed = believedClock(deps);
  const codesPart = createCodesPart({ db, chain, ledger, ports, ids, believed });
  const line = deps.line ?? createNoLine(ports);
  const gate = createRedemptionGate({ db, chain, members, line, clock });
  const payment = createPaymentPart({ db, chain, ledger, members, codes: codesPart.codes, ports, gate });
  const views = createViews(deps, { members, lines, ruleSets, ownUses, payment, standing, believed });
  const basket = createBasket(deps, { drafts, ruleSets, views, payment });
  const receipts = createReceiptViews({
    chain,
    members,
    lines,
    vouchers: codesPart.vouchers,
    payments: payment.receiptPayments,
  });
  const onTapped = (outcome: Parameters<typeof emit<'tapped'>>[1]): void => emit('tapped', outcome);
  const taps = createTaps({ basket, views, health, members, session, clock, onTapped });
  const sources = deps.healthSources ?? noHealthSources;
  const safety = createSafety({ ...deps, health, session, sources, emit, believed, line });
  const syncHandlers = createSyncHandlers({ line, session, emit });
  return {
    safety,
    syncHandlers,
    line,
    gate,
    basket,
    views,
    health,
    session,
    members,
    products,
    lines,
    receipts,
    taps,
    ruleSets,
    ownUses,
    codesPart,
    payment,
    standing,
    believed,
  };
}

function createOwnSession(deps: TillDeps, emit: EmitEvent<TillContract>): Session {
  const { ports, chain } = deps;
  return createSession({
    clock: ports.clock,
    timers: ports.timers,
    get autoLockMs() {
      return chain.autoLockMs;
    },
    onLocked: () => emit('signedOut', {}),
    before: sessionBefore(deps),
    onChanged: (operator) =>
      deps.onSession(operator === null ? null : { operatorId: operator.operatorId, idleMs: 0 }),
  });
}

/** Null as well for an operator who has left the chain meanwhile. */
function sessionBefore({ heldSession, chain }: TillDeps): SessionBefore | null {
  if (heldSession === null) return null;
  const operator = chain.operators.find(({ operatorId }) => operatorId === heldSession.operatorId);
  return operator === undefined ? null : { operator, idleMs: heldSession.idleMs };
}

function createHealth(ledger: LedgerOfTill, emit: EmitEvent<TillContract>): LedgerHealth {
  const stopped = ledger.stoppedBy()?.code;
  const isBroken = stopped === 'ledger_broken' || stopped === 'database_damaged';
  return createLedgerHealth({
    first: isBroken ? { kind: 'readOnly', code: stopped } : { kind: 'writable' },
    onChanged: (state) => emit('ledgerChanged', state),
  });
}

function knownMembers(
  { ports, databases, chain, ledger, arePersonsLocked }: TillDeps,
  store: StandingStore,
): KnownMembers {
  const storeOf = (db: ReadDb): MemberStore =>
    arePersonsLocked === true ? noMembers : createMemberStore(db, chain.storeNumbers);
  return createKnownMembers({
    snapshot: storeOf(databases.cache),
    madeHere: storeOf(databases.ledger),
    chain,
    snapshotFacts: createMemberFactsStore(databases.cache),
    aliases: createMemberAliases(databases.cache),
    sha256: ports.sha256,
    erasures: createErasureStore(databases.cache),
    ledger,
    standing: store,
  });
}

function believedClock({ ports, databases, chain, ledger }: TillDeps): BelievedClock {
  const wallClocks = createWallClockStore(databases.ledger);
  return createBelievedClock({ clock: ports.clock, ledger, wallClocks, chain });
}
