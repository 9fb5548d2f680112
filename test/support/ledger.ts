/** A till's ledger on a real encrypted file, with real signatures and scores, and a clock that the test moves. */

import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { WriteDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { DatabaseToWrite } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import type { EnrolmentToBook, SaleToBook } from '#electron/till/ledger-port.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { Moment, ScoreInput, Wish } from '#shared/scoring/facts/score-input.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { expectOk } from './expect-ok.ts';
import { createManualTime } from './manual-time.ts';
import type { ManualTime } from './manual-time.ts';
import { linesOf, memberOf, ruleSetOf } from './scoring.ts';
import type { LineSketch } from './scoring.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const ledgerKeys = {
  databaseKey: new Uint8Array(32).fill(0x11),
  signingSeed: new Uint8Array(32).fill(0x22),
  pinPepper: new Uint8Array(32).fill(0x33),
};
export const deviceId = uuid('0193a0b0-0000-7000-8000-000000000001');
export const operatorId = uuid('0193a0b0-0000-7000-8000-0000000000a1');
export const memberRef = uuid('0193a0b0-0000-7000-8000-0000000000b1');
export const otherMemberRef = uuid('0193a0b0-0000-7000-8000-0000000000b2');
/** 2026-11-21, 12:00 UTC. */
export const noonMs = 1_795_262_400_000;

/** Points for every 1,000 spent, 5 % of tea as credit, and a birthday discount: every kind of reason and grant. */
export const ledgerRuleSet: RuleSet = ruleSetOf({
  valuation: { walletCreditBasisPoints: 10_000, pointMinor: 100 },
  offers: [
    {
      offerId: 'points',
      effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 1_000 }],
      stacking: { mode: 'stackable' },
    },
    {
      offerId: 'credit',
      conditions: [
        { kind: 'contains', of: { groupIds: ['tea'] } },
        { kind: 'tier', anyOf: ['silver'] },
        { kind: 'earlierVisits', atLeast: 10 },
        { kind: 'dates', from: '2026-11-01', until: '2026-12-31' },
      ],
      effects: [{ kind: 'walletCreditPercent', basisPoints: 500, on: { groupIds: ['tea'] } }],
      stacking: { mode: 'stackable' },
    },
    {
      offerId: 'birthday',
      conditions: [
        { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 3, daysAfter: 3 },
        { kind: 'amount', bound: 'above', amountMinor: 10_000 },
      ],
      effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
    },
    { offerId: 'small', effects: [{ kind: 'discountFixed', amountMinor: 10 }] },
    {
      offerId: 'near',
      conditions: [{ kind: 'amount', bound: 'atLeast', amountMinor: 100_000_000 }],
      effects: [{ kind: 'discountFixed', amountMinor: 5_000 }],
    },
  ],
});

/** Grants held back, grants that end, gifts, coupons and stamps; and a limit of each scope. */
export const richRuleSet: RuleSet = ruleSetOf({
  stampCards: [
    {
      stampCardId: 'tea-card',
      name: { fa: 'کارت چای', en: 'Tea card' },
      stampsNeeded: 5,
      reward: { giftId: 'tea-cup', name: { fa: 'فنجان', en: 'Cup' }, worthMinor: 4_000 },
    },
  ],
  offers: [
    {
      offerId: 'held-points',
      effects: [
        { kind: 'bonusPoints', points: 7, releaseAfterDays: 14 },
        { kind: 'bonusPoints', points: 2, expireAfterDays: 30 },
      ],
      limits: [{ scope: 'till', uses: 1_000 }],
      stacking: { mode: 'stackable' },
    },
    {
      offerId: 'held-credit',
      effects: [{ kind: 'walletCreditFixed', amountMinor: 3_000, releaseAfterDays: 7 }],
      limits: [{ scope: 'chain', costMinor: 1_000_000 }],
      stacking: { mode: 'stackable' },
    },
    {
      offerId: 'tea-stamps',
      effects: [{ kind: 'stamps', stampCardId: 'tea-card', stamps: 2, perPieceOf: { groupIds: ['tea'] } }],
      limits: [{ scope: 'member', period: 'day', uses: 3 }],
      stacking: { mode: 'stackable' },
    },
    {
      offerId: 'cup-and-coupon',
      effects: [
        { kind: 'gift', giftId: 'cup', name: { fa: 'لیوان', en: 'Mug' }, worthMinor: 900 },
        {
          kind: 'coupon',
          couponId: 'next-time',
          name: { fa: 'کوپن', en: 'Coupon' },
          worthMinor: 2_000,
          expireAfterDays: 60,
        },
      ],
      stacking: { mode: 'stackable' },
    },
  ],
});

export type SaleSketch = {
  readonly basketId: Uuid;
  readonly lines?: readonly LineSketch[];
  readonly member?: Uuid | null;
  readonly facts?: MemberFacts;
  readonly ruleSet?: RuleSet;
  readonly moment?: Moment;
  readonly paymentMeans?: PaymentMeans | null;
  readonly limitUses?: ScoreInput['limitUses'];
  readonly wish?: Wish;
};

/** Silver, ten visits, a birthday today: every offer of `ledgerRuleSet` but the one that is too far away. */
export const ledgerMember: MemberFacts = memberOf({ openWindows: ['birthday/3/3/own/lastOfMonth'] });

/** Scored by the real engine. */
export function saleToBook(sketch: SaleSketch): SaleToBook {
  const { basketId, member = memberRef } = sketch;
  const input: ScoreInput = {
    trigger: {
      kind: 'sale',
      lines: linesOf(sketch.lines ?? [[50_000, 'tea', 2], [20_000]]),
      paymentMeans: sketch.paymentMeans ?? null,
    },
    member: member === null ? null : (sketch.facts ?? ledgerMember),
    moment: sketch.moment ?? { localDate: '2026-11-21', minuteOfDay: 930 },
    storeId: 'store-1',
    limitUses: sketch.limitUses ?? {},
    wish: sketch.wish ?? noWish,
  };
  return scoredSale(sketch.ruleSet ?? ledgerRuleSet, input, { basketId, member });
}

/** The sale of any rule set and input that is no activity. */
export function scoredSale(
  ruleSet: RuleSet,
  input: ScoreInput,
  sold: { readonly basketId: Uuid; readonly member: Uuid | null },
): SaleToBook {
  const { trigger, member: facts, moment, limitUses, wish } = input;
  invariant(trigger.kind === 'sale', 'only a sale is booked as a sale');
  const ruleSetJson = canonicalRuleSet(ruleSet);
  const compiled = compileRuleSet(ruleSet, bytesToHex(sha256(utf8.encode(ruleSetJson))));
  return {
    basketId: sold.basketId,
    commandId: sold.basketId,
    followedBy: () => [],
    operatorId,
    storeId: input.storeId,
    businessDay: '2026-11-21',
    memberRef: sold.member,
    cardLevel: sold.member === null ? null : 1,
    lines: trigger.lines,
    facts,
    moment,
    paymentMeans: trigger.paymentMeans,
    limitUses,
    wish,
    score: scoreSale(compiled, input),
    ruleSetJson,
    offerOf: (offerId) => compiled.byId.get(offerId)?.offer,
  };
}

export function enrolmentToBook(
  changed: Partial<EnrolmentToBook> & { readonly commandId: Uuid },
): EnrolmentToBook {
  return {
    operatorId,
    storeId: 'store-1',
    businessDay: '2026-11-21',
    memberRef,
    cardLevel: 1,
    record: utf8.encode('{"name":"Sara"}'),
    reward: null,
    alsoWrite: () => undefined,
    ...changed,
  };
}

/** The n-th id of a test: the same in every run. */
export function testId(number: number): Uuid {
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(6, number);
  return uuidV7(noonMs, random);
}

export type TestLedger = {
  readonly file: DatabaseToWrite;
  readonly db: WriteDb;
  readonly ports: TillPorts;
  readonly ledger: LedgerOfTill;
  readonly time: ManualTime;
  /** Names of the events that were logged. */
  readonly events: readonly string[];
};

export function ledgerFile(changed: Partial<DatabaseToWrite> = {}): DatabaseToWrite {
  return {
    path: path.join(temporaryFolder(), 'ledger.db'),
    key: ledgerKeys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    busyMs: 0,
    mode: 'create',
    durability: 'FULL',
    ...changed,
  };
}

export type LedgerSetting = {
  readonly file?: DatabaseToWrite;
  readonly startMs?: number;
  readonly rng?: Rng;
  /** Puts something between the ledger and its file, such as a disk that fails. */
  readonly through?: (db: WriteDb) => WriteDb;
};

/** Opened, and closed when the test ends. */
export function openLedger(setting: LedgerSetting = {}): TestLedger {
  const {
    file = ledgerFile(),
    startMs = noonMs,
    rng = createSeededRng(startMs),
    through = (db) => db,
  } = setting;
  const db = expectOk(openDatabase(file));
  onTestFinished(() => db.close());
  const time = createManualTime(startMs);
  const events: string[] = [];
  const nodePorts = createNodePorts(ledgerKeys, (event) => void events.push(event));
  const ports: TillPorts = { ...nodePorts, clock: time.clock, timers: time.timers, randomBytes: rng.bytes };
  const ledger = createLedger({ db: through(db), ports, device: { deviceId } });
  return { file, db, ports, ledger, time, events };
}
