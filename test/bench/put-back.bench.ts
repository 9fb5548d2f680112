/**
 * What committing in groups is worth where a till stores entries that it gets back from HQ or from its journal: 100 a
 * transaction beside a transaction for each. `node test/bench/put-back.bench.ts [--full]`
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { writeDevice } from '#electron/till/db/stores/device-store.ts';
import type { EntryToStore } from '#electron/till/db/stores/entry-store.ts';
import { createJournalStore } from '#electron/till/db/stores/journal-store.ts';
import { createKeepEntry } from '#electron/till/ledger-append.ts';
import { createLedgerStores } from '#electron/till/ledger-stores.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { ledgerKeys, ledgerRuleSet, richRuleSet } from '#test/support/ledger.ts';
import { benchOptions } from './support/bench-options.ts';
import { atLeast, printFigures, spreadOf } from './support/figures.ts';
import { longTill, salesOf } from './support/ingest-tills.ts';
import { memberRefs } from './support/members-at-hq.ts';

const options = benchOptions();
const entriesInGroups = options.full ? 20_000 : 6_000;
const entriesAlone = options.full ? 2_000 : 500;
const runs = options.full ? 7 : 3;
const sales = salesOf(3, 500);
const ruleSets = [ledgerRuleSet, richRuleSet].map((ruleSet) => {
  const json = canonicalRuleSet(ruleSet);
  return { json, ruleSetHash: bytesToHex(sha256(utf8.encode(json))) };
});

const grouped: number[] = [];
const alone: number[] = [];
for (let run = 0; run < runs; run += 1) {
  grouped.push(rateOf(run, entriesInGroups, 100));
  alone.push(rateOf(run, entriesAlone, 1));
}
const [groups, each] = [spreadOf(grouped), spreadOf(alone)];
printFigures('Entries put back into a ledger', [
  {
    goal: 'P12',
    what: `${entriesInGroups} entries, 100 a commit`,
    unit: 'entries/s',
    measured: groups,
    beside: { what: `${entriesAlone} entries, a commit each`, p50: each.p50 },
    gate: atLeast('>= 5 times', groups.p50 / each.p50, 5),
    aim: atLeast('>= 8 times', groups.p50 / each.p50, 8),
  },
]);

/** Entries a second into a new file, synced at each commit. */
function rateOf(number: number, count: number, entriesACommit: number): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-bench-put-back-'));
  const opened = openDatabase({
    path: path.join(folder, 'ledger.db'),
    key: ledgerKeys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    busyMs: 0,
    mode: 'create',
    durability: 'FULL',
  });
  invariant(opened.ok, 'a new file can be opened');
  const db = opened.value;
  const stores = createLedgerStores(db);
  const keepEntry = createKeepEntry(stores);
  const { deviceId, entries } = entriesOf(number, count);
  db.transact(() => {
    writeDevice(db, deviceId);
    for (const { ruleSetHash, json } of ruleSets) stores.ruleSets.keep(ruleSetHash, json);
  });
  const startedMs = performance.now();
  for (let from = 0; from < count; from += entriesACommit) {
    db.transact(() => entries.slice(from, from + entriesACommit).forEach(keepEntry));
  }
  const tookMs = performance.now() - startedMs;
  invariant(createJournalStore(db).head()?.seq === count, 'every entry is there');
  db.close();
  rmSync(folder, { recursive: true });
  return count / (tookMs / 1_000);
}

function entriesOf(number: number, count: number) {
  const made = longTill(number, { members: memberRefs(2_000), sales });
  const { deviceId } = made.till;
  let { previousHash } = made.next(0);
  const entries = made.next(count).entries.map(({ body, hash }, index): EntryToStore => {
    const entry = parseEntry(body);
    invariant(entry !== undefined, 'a made entry can be read');
    const signature = made.till.sign(sealBytes({ deviceId, epoch: 1, seq: index + 1, hash }));
    const stored = { entry, body, previousHash, hash, signature };
    previousHash = hash;
    return stored;
  });
  return { deviceId, entries };
}
