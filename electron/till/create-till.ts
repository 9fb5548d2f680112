/** Puts the till service together by hand. Knows no Electron: it runs in tests, the simulator and the command line. */

import type { EmitEvent } from '#shared/contracts/rpc-contract.ts';
import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { HeldSession, TillStart } from '#shared/contracts/supervision.ts';
import { afterPublished, forgetErased } from './after-published.ts';
import { createBelievedClock } from './believed-clock.ts';
import type { BelievedClock } from './believed-clock.ts';
import { createOpenBasket } from './basket/open-basket.ts';
import type { OpenBasket } from './basket/open-basket.ts';
import { createCodesHandlers, createCodesPart } from './codes/codes-part.ts';
import type { CodesPart } from './codes/codes-part.ts';
import { createRunBasketCommand } from './commands/basket-command.ts';
import type { BasketCommandDeps } from './commands/basket-command.ts';
import { createLineCommands } from './commands/change-lines.ts';
import type { LineCommands } from './commands/change-lines.ts';
import { createMemberCommands } from './commands/change-member.ts';
import type { MemberCommands } from './commands/change-member.ts';
import { createEnrolMember } from './commands/enrol-member.ts';
import { createOfferCommands } from './commands/choose-offers.ts';
import type { OfferCommands } from './commands/choose-offers.ts';
import { createPaySale } from './commands/pay-sale.ts';
import { createRewardEnrolment } from './commands/reward-enrolment.ts';
import { createCorrections } from './corrections/create-corrections.ts';
import type { ReadDb, WriteDb } from './db/database.ts';
import type { ChainAtTill } from './db/stores/chain-store.ts';
import { createDraftStore } from './db/stores/draft-store.ts';
import type { DraftStore } from './db/stores/draft-store.ts';
import { createEnrolmentStore } from './db/stores/enrolment-store.ts';
import { createErasureStore } from './db/stores/erasure-store.ts';
import { createMemberAliases } from './db/stores/member-alias-store.ts';
import { createMemberFactsStore } from './db/stores/member-facts-store.ts';
import { createMemberStore, noMembers } from './db/stores/member-store.ts';
import type { MemberStore } from './db/stores/member-store.ts';
import { createMemberWriter } from './db/stores/member-writer.ts';
import { createProductStore } from './db/stores/product-store.ts';
import type { ProductStore } from './db/stores/product-store.ts';
import { createWallClockStore } from './db/stores/wall-clock-store.ts';
import { createStanding } from './standing/create-standing.ts';
import { createStandingHandlers } from './standing/standing-handlers.ts';
import type { StandingParts } from './standing/create-standing.ts';
import { createUsesOfOthers } from './db/stores/offer-use-of-others-store.ts';
import { createStandingStore } from './db/stores/standing-store.ts';
import type { StandingStore } from './db/stores/standing-store.ts';
import { createSignInStore } from './db/stores/sign-in-store.ts';
import { createLedgerHealth } from './ledger-health.ts';
import type { LedgerHealth } from './ledger-health.ts';
import type { LedgerOfTill } from './ledger.ts';
import { createKnownMembers } from './members/known-members.ts';
import type { KnownMembers } from './members/known-members.ts';
import { createOwnUses } from './members/own-uses.ts';
import type { OwnUses } from './members/own-uses.ts';
import { createApprove } from './operators/approval.ts';
import type { Approve } from './operators/approval.ts';
import { createSession } from './operators/session.ts';
import type { Session, SessionBefore } from './operators/session.ts';
import { createCheckPin } from './operators/sign-in.ts';
import type { TillPorts } from './ports.ts';
import { createBasketViews, createLineViews } from './queries/basket-view.ts';
import type { BasketViews, LineViews } from './queries/basket-view.ts';
import { createPaymentHandlers, createPaymentPart } from './payment/payment-part.ts';
import type { PaymentPart } from './payment/payment-part.ts';
import { createMemberPanels } from './queries/member-panel.ts';
import { createReceiptViews } from './queries/receipt-view.ts';
import type { ReceiptViews } from './queries/receipt-view.ts';
import { createTillView } from './queries/till-view.ts';
import type { CheckedRuleSet, RuleSetRefusal } from './rules/check-rule-set.ts';
import { createRuleSets } from './rules/rule-sets.ts';
import type { RuleSets } from './rules/rule-sets.ts';
import { watchRules } from './rules/watch-rules.ts';
import type { RuleSetSource } from './rules/watch-rules.ts';
import { noHealthSources } from './safety/health-sources.ts';
import type { HealthSources } from './safety/health-sources.ts';
import { letGoOf } from './safety/let-go-of.ts';
import { createRedemptionGate } from './safety/redemption-gate.ts';
import type { RedemptionGate } from './safety/redemption-gate.ts';
import { createSafety } from './safety/safety-at-till.ts';
import type { SafetyAtTill } from './safety/safety-at-till.ts';
import { createNoLine } from './sync/sync-line.ts';
import type { SyncLine } from './sync/sync-line.ts';
import { createSyncHandlers } from './sync/sync-handlers.ts';
import type { SyncHandlers } from './sync/sync-handlers.ts';
import { createReaderLink } from './reader-link.ts';
import type { ReaderLink } from './reader-link.ts';
import { createScreens } from './screens.ts';
import { createTaps } from './taps/take-tap.ts';
import type { Taps } from './taps/take-tap.ts';
import { createTillHandlers } from './till-handlers.ts';
import type { TillHandlersDeps } from './till-handlers.ts';
import { createTillIds } from './till-ids.ts';

export type TillDatabases = { readonly ledger: WriteDb; readonly drafts: WriteDb; readonly cache: ReadDb };

export type TillDeps = {
  readonly ports: TillPorts;
  readonly databases: TillDatabases;
  readonly ledger: LedgerOfTill;
  readonly chain: ChainAtTill;
  readonly rules: RulesAtStart;
  readonly demo: boolean;
  readonly keyKeeping: TillStart['keyKeeping'];
  /** Held by main while an earlier service was replaced by this one. */
  readonly heldSession: HeldSession;
  /** What keeps the files safe; default: nothing but the ledger itself. */
  readonly healthSources?: HealthSources;
  /** No member may be known by name; default: all that are here may. */
  readonly arePersonsLocked?: boolean;
  /** The way to HQ; default: none. */
  readonly line?: SyncLine;
  readonly onSession: (session: HeldSession) => void;
  /** A handler threw. The caller has been told `internal`; whoever runs the till ends it. */
  readonly onBug: (bug: unknown) => void;
};

export type RulesAtStart = {
  readonly current: CheckedRuleSet;
  /** Why a newer one was not taken; null where there is none. */
  readonly refused: RuleSetRefusal | null;
  /** Where newer ones come from while the till runs; null where none ever do. */
  readonly source: RuleSetSource | null;
};

export type Till = {
  /** Any number of screens may be connected; each gets every event. */
  readonly connectScreen: (wire: Wire) => void;
  readonly connectReader: (wire: Wire) => void;
  /** The reader's events, for a reader in the same process. */
  readonly onReaderEvent: ReaderLink['onEvent'];
  /** The operations themselves, for callers in the same process. Inputs are taken as checked. */
  readonly handlers: Handlers<TillContract>;
  /** The cache holds something else now, and the chain was read again. */
  readonly publishedChanged: () => void;
  /** Ends timers and wires. The files are closed by whoever opened them. */
  readonly close: () => void;
};

export function createTill(deps: TillDeps): Till {
  forgetErased(deps);
  const screens = createScreens({ log: deps.ports.log, onBug: deps.onBug });
  const parts = createParts(deps, screens.emit);
  const reader = createReaderLink({
    timers: deps.ports.timers,
    taps: parts.taps,
    onStateChanged: (state) => screens.emit('readerChanged', state),
    log: deps.ports.log,
  });
  const handlers = createHandlers(deps, { ...parts, reader });
  const rulesWatch = watchForRules(deps, parts.ruleSets);
  const upkeep = parts.standing.startUpkeep(deps.onBug);
  const clockWatch = parts.safety.startClockWatch();
  return {
    connectScreen: (wire) => screens.connect(wire, handlers),
    connectReader: reader.connect,
    onReaderEvent: reader.onEvent,
    handlers,
    publishedChanged: () => {
      afterPublished(deps, parts, screens.emit);
      rulesWatch?.lookNow();
    },
    close: () => {
      parts.session.close();
      rulesWatch?.close();
      upkeep.close();
      clockWatch.close();
      reader.close();
      screens.close();
    },
  };
}

/** What the operations are made of; each part gets only what it needs. */
type Parts = BasketCommandDeps & {
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

function createParts(deps: TillDeps, emit: EmitEvent<TillContract>): Parts {
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

function createTillRuleSets(
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

type BasketParts = Pick<Parts, 'ruleSets' | 'views' | 'payment'> & { readonly drafts: DraftStore };

function createBasket({ ports, ledger }: TillDeps, parts: BasketParts): OpenBasket {
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

function watchForRules(deps: TillDeps, ruleSets: RuleSets): ReturnType<typeof watchRules> | null {
  const { ports, chain, rules } = deps;
  const { timers, nextTurn, log } = ports;
  if (rules.source === null) return null;
  const { onBug } = deps;
  return watchRules({ source: rules.source, ruleSets, store: chain.ownStore, timers, nextTurn, log, onBug });
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

function createViews(
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

type HandlerParts = Parts & { readonly reader: ReaderLink };

function createHandlers(deps: TillDeps, parts: HandlerParts): Handlers<TillContract> {
  const { ports, databases, chain, ledger, demo } = deps;
  const { clock } = ports;
  const checkPin = createCheckPin({
    chain,
    attempts: createSignInStore(databases.ledger),
    pinHasher: ports.pinHasher,
    clock,
  });
  const approve = createApprove({
    chain,
    checkPin,
    session: parts.session,
    health: parts.health,
  });
  return createTillHandlers({
    ...parts,
    ...createBasketCommands(deps, parts),
    ...createAreaHandlers(deps, parts, approve),
    checkPin,
    tillView: createTillView({
      ...deps,
      ...parts,
      clock,
      readerState: parts.reader.state,
      concerns: parts.safety.concerns,
      clockAheadMs: parts.believed.clockAheadMs,
    }),
    ledger,
    chain,
    demo,
  });
}

type BasketCommands = LineCommands & OfferCommands & MemberCommands & Pick<TillHandlersDeps, 'enrolMember'>;

function createBasketCommands(deps: TillDeps, parts: HandlerParts): BasketCommands {
  const { ports, databases, chain, ledger } = deps;
  const { basket, views, health, members, taps, ruleSets, ownUses } = parts;
  const { clock } = ports;
  const { wasTapped, forgetTaps } = taps;
  const ids = createTillIds(clock, ports.randomBytes);
  const run = createRunBasketCommand(parts);
  const store = chain.ownStore;
  const common = { basket, views, health, run };
  return {
    ...createLineCommands({ run, products: parts.products, ids }),
    ...createOfferCommands({ run, ruleSets }),
    ...createMemberCommands({ ...common, members, wasTapped, forgetTaps }),
    enrolMember: createEnrolMember({
      ...common,
      members,
      enrolments: createEnrolmentStore(databases.ledger),
      writer: createMemberWriter(databases.ledger, chain.storeNumbers),
      ledger,
      rewardEnrolment: createRewardEnrolment({ ruleSets, ownUses, store, clock: parts.believed, ports }),
      ownUses,
      chain,
      clock,
      ids,
      utf8: ports.utf8,
      introduce: parts.standing.introduce,
    }),
  };
}

type AreaHandlers = Pick<
  TillHandlersDeps,
  'correctionsHandlers' | 'standingHandlers' | 'paymentHandlers' | 'codesHandlers' | 'safetyHandlers'
>;

function createAreaHandlers(deps: TillDeps, parts: HandlerParts, approve: Approve): AreaHandlers {
  const { ports, databases, chain, ledger } = deps;
  const { clock } = ports;
  const { basket, views } = parts;
  const run = createRunBasketCommand(parts);
  const db = databases.ledger;
  const paySale = createPaySale({
    ...parts,
    ledger,
    store: chain.ownStore,
    clock,
    settle: parts.payment.settle,
    followUps: [...parts.standing.followUps, parts.codesPart.earnedCoupons],
    forgetTaps: parts.taps.forgetTaps,
  });
  const letGo = letGoOf({ ...parts, chain, ports, approve });
  const common = { ...parts, db, chain, ledger, ports, approve, letGo };
  return {
    correctionsHandlers: createCorrections({ ...deps, ...parts, db, approve, clock }),
    standingHandlers: createStandingHandlers({ ...deps, ...parts, approve, letGo }),
    paymentHandlers: createPaymentHandlers({
      ...common,
      ...parts.payment,
      codes: parts.codesPart.codes,
      run,
      paySale,
    }),
    codesHandlers: createCodesHandlers({
      ...common,
      ...parts.codesPart,
      ids: createTillIds(clock, ports.randomBytes),
      payableMinor: () => views.scored(basket.draft()).score.payableMinor,
    }),
    safetyHandlers: parts.safety.handlers,
  };
}
