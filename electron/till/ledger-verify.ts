/** Checks a whole ledger by reading it: every page, entry, signature and sum. Changes nothing. */

import type { Utf8 } from '#shared/kernel/hash-port.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { DeviceId, Entry } from '#shared/ledger/entry.ts';
import { chainStart, checkNext } from '#shared/ledger/verify-chain.ts';
import type { ChainPlace, ChainPorts, Finding, FindingCode } from '#shared/ledger/verify-chain.ts';
import type { ReadDb } from './db/database.ts';
import { ledgerGuards } from './db/ledger-guards.ts';
import { createAuditStore } from './db/stores/audit-store.ts';
import { deviceOf } from './db/stores/device-store.ts';
import { createTotalsStore } from './db/stores/totals-store.ts';
import type { TotalsStore } from './db/stores/totals-store.ts';
import { createProjectedSums } from './projections/ledger-projections.ts';
import { createEntrySums } from './ledger-sums.ts';

/** Findings about the ledger as a whole; `epoch` and `seq` are 0 then, but where entries of the journal are meant. */
export type WholeCode =
  | 'page_damaged'
  | 'guard_missing'
  | 'device_missing'
  | 'reference_broken'
  | 'head_not_sealed'
  | 'epoch_start_missing'
  | 'balance_differs'
  | 'activity_differs'
  | 'offer_facts_differ'
  | 'projection_differs'
  | 'rule_set_differs'
  | 'attachment_differs'
  | 'journal_behind'
  | 'journal_gap'
  | 'journal_differs'
  | 'ledger_behind';

export type LedgerFinding = Omit<Finding, 'code'> & { readonly code: FindingCode | WholeCode };

export type ChainHead = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
};

export type LedgerReport = {
  readonly isSound: boolean;
  readonly deviceId: DeviceId | null;
  readonly entries: number;
  readonly postings: number;
  readonly seals: number;
  readonly heads: readonly ChainHead[];
  readonly findingCount: number;
  /** At most `findingsMax`, in the order in which they were met. */
  readonly findings: readonly LedgerFinding[];
};

export type VerifyPorts = ChainPorts & { readonly utf8: Utf8 };

export const findingsMax = 1_000;

/** Where pages are damaged, only those are named: nothing read from such a file can be trusted further. */
export function verifyLedger(db: ReadDb, ports: VerifyPorts): LedgerReport {
  const totals = createTotalsStore(db);
  const found = createFindings();
  for (const what of totals.pageProblems()) found.add(whole('page_damaged', what));
  if (found.count() > 0)
    return { ...nothingRead, isSound: false, findingCount: found.count(), findings: found.list() };
  const heads = checkContents(db, totals, { ports, found });
  return {
    isSound: found.count() === 0,
    deviceId: deviceOf(db) ?? null,
    entries: totals.countOf('entry'),
    postings: totals.countOf('posting'),
    seals: totals.countOf('seal'),
    heads,
    findingCount: found.count(),
    findings: found.list(),
  };
}

const nothingRead = { deviceId: null, entries: 0, postings: 0, seals: 0, heads: [] } as const;

type Findings = {
  readonly add: (finding: LedgerFinding) => void;
  readonly count: () => number;
  readonly list: () => readonly LedgerFinding[];
};

type Check = { readonly ports: VerifyPorts; readonly found: Findings };

function checkContents(db: ReadDb, totals: TotalsStore, check: Check): readonly ChainHead[] {
  const { found } = check;
  const present = new Set(totals.triggers());
  for (const guard of ledgerGuards) if (!present.has(guard)) found.add(whole('guard_missing', guard));
  if (deviceOf(db) === undefined && totals.countOf('entry') > 0) found.add(whole('device_missing', ''));
  for (const what of totals.brokenReferences()) found.add(whole('reference_broken', what));
  const sums = createEntrySums();
  const projected = createProjectedSums();
  const heads = walkChains(db, check, (entry) => {
    sums.add(entry);
    projected.add(entry);
  });
  for (const what of totals.differingBalances()) found.add(whole('balance_differs', what));
  for (const what of sums.differingActivities(totals.activities()))
    found.add(whole('activity_differs', what));
  const offerFacts = totals.offerFacts();
  if (offerFacts !== undefined) {
    for (const what of sums.differingOfferFacts(offerFacts)) found.add(whole('offer_facts_differ', what));
  }
  for (const what of projected.differing(db)) found.add(whole('projection_differs', what));
  checkHashes(totals, check);
  return heads;
}

function walkChains(
  db: ReadDb,
  { ports, found }: Check,
  onEntry: (entry: Entry) => void,
): readonly ChainHead[] {
  const audit = createAuditStore(db);
  // Time goes on over epochs, and each but the first says why it began.
  let hlc: ChainPlace['hlc'];
  return audit.chains().map(({ deviceId, epoch }) => {
    let place: ChainPlace = { ...chainStart(ports.sha256, deviceId, epoch), hlc };
    let isSealed = false;
    for (const entry of audit.entriesAfter(deviceId, epoch, 0)) {
      const step = checkNext(place, entry, ports);
      for (const finding of step.findings) found.add(finding);
      if (step.entry !== undefined) onEntry(step.entry);
      const isUnexplained = epoch > 1 && place.seq === 0 && step.entry?.kind !== 'epochStart';
      if (isUnexplained) found.add({ code: 'epoch_start_missing', epoch, seq: entry.columns.seq, what: '' });
      place = step.place;
      isSealed = entry.signature !== null;
    }
    ({ hlc } = place);
    if (!isSealed) found.add({ code: 'head_not_sealed', epoch, seq: place.seq, what: '' });
    return { deviceId, epoch, seq: place.seq, hash: bytesToHex(place.hash) };
  });
}

function checkHashes(totals: TotalsStore, { ports, found }: Check): void {
  const { sha256, utf8 } = ports;
  for (const { hash, json } of totals.ruleSets()) {
    if (bytesToHex(sha256(utf8.encode(json))) !== hash) found.add(whole('rule_set_differs', hash));
  }
  for (const { hash, ciphertext } of totals.attachments()) {
    if (!isSameBytes(sha256(ciphertext), hash)) found.add(whole('attachment_differs', bytesToHex(hash)));
  }
}

function createFindings(): Findings {
  const list: LedgerFinding[] = [];
  let count = 0;
  return {
    add: (finding) => {
      count += 1;
      if (list.length < findingsMax) list.push(finding);
    },
    count: () => count,
    list: () => list,
  };
}

function whole(code: WholeCode, what: string): LedgerFinding {
  return { code, epoch: 0, seq: 0, what };
}
