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
import type { BasketLine } from '#shared/domain/basket.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { canonicalRuleSet } from '#shared/scoring/canonical-rule-set.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import type { RuleSet } from '#shared/scoring/rule-set.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import type { MemberFacts } from '#shared/scoring/score-result.ts';
import { expectOk } from './expect-ok.ts';
import { createManualTime } from './manual-time.ts';
import type { ManualTime } from './manual-time.ts';
import { linesOf, ruleSetOf, silverMember } from './scoring.ts';
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
export const ledgerRuleSet: RuleSet = ruleSetOf([
  {
    offerId: 'points',
    effect: { kind: 'pointsPerAmount', points: 1, perMinor: 1_000, on: 'basket' },
    stacking: 'stackable',
  },
  {
    offerId: 'credit',
    conditions: [
      { kind: 'productGroup', anyOf: ['tea'] },
      { kind: 'tier', anyOf: ['silver'] },
      { kind: 'earlierVisits', atLeast: 10 },
      { kind: 'dates', from: '2026-11-01', until: '2026-12-31' },
    ],
    effect: { kind: 'walletCreditPercent', basisPoints: 500, on: 'matchingLines' },
    stacking: 'stackable',
  },
  {
    offerId: 'birthday',
    conditions: [
      { kind: 'birthday', daysBefore: 3, daysAfter: 3 },
      { kind: 'basketAmount', bound: 'above', amountMinor: 10_000 },
    ],
    effect: { kind: 'discountPercent', basisPoints: 1_000, on: 'basket' },
  },
  { offerId: 'small', effect: { kind: 'discountFixed', amountMinor: 10, on: 'basket' } },
  {
    offerId: 'near',
    conditions: [{ kind: 'basketAmount', bound: 'atLeast', amountMinor: 100_000_000 }],
    effect: { kind: 'discountFixed', amountMinor: 5_000, on: 'basket' },
  },
]);

export type SaleSketch = {
  readonly basketId: Uuid;
  readonly lines?: readonly LineSketch[];
  readonly member?: Uuid | null;
  readonly facts?: MemberFacts;
  readonly ruleSet?: RuleSet;
};

/** Scored by the real engine. */
export function saleToBook(sketch: SaleSketch): SaleToBook {
  const { basketId, member = memberRef, ruleSet = ledgerRuleSet } = sketch;
  const lines: readonly BasketLine[] = linesOf(sketch.lines ?? [[50_000, 'tea', 2], [20_000]]);
  const facts = member === null ? null : (sketch.facts ?? silverMember);
  const ruleSetJson = canonicalRuleSet(ruleSet);
  const compiled = compileRuleSet(ruleSet, bytesToHex(sha256(utf8.encode(ruleSetJson))));
  const score = scoreBasket(compiled, { lines, member: facts, localDate: '2026-11-21', cardLevel: 1 });
  return {
    basketId,
    commandId: basketId,
    operatorId,
    storeId: 'store-1',
    businessDay: '2026-11-21',
    memberRef: member,
    cardLevel: member === null ? null : 1,
    lines,
    facts,
    score,
    ruleSetJson,
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
