/**
 * What committing in groups is worth where a till stores entries that it gets back from HQ or from its journal: 100 and,
 * as the till does it, 1,000 a transaction, beside a transaction for each, as sales are booked. And the whole way back,
 * with each entry read and checked. `node test/bench/put-back.bench.ts [--full]`
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import type { WriteDb } from '#electron/till/db/database.ts';
import { withLongLog } from '#electron/till/db/long-log.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { writeDevice } from '#electron/till/db/stores/device-store.ts';
import type { EntryToStore } from '#electron/till/db/stores/entry-store.ts';
import { createJournalStore } from '#electron/till/db/stores/journal-store.ts';
import { createKeepEntries } from '#electron/till/ledger-append.ts';
import { createLedgerStores } from '#electron/till/ledger-stores.ts';
import { putBack } from '#electron/till/durability/put-back.ts';
import { systemPorts } from '#electron/till/node-ports.ts';
import { createRecordSealer } from '#electron/till/node-record-sealer.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { ledgerKeys, ledgerRuleSet, richRuleSet } from '#test/support/ledger.ts';
import { benchOptions } from './support/bench-options.ts';
import { atLeast, printFigures, spreadOf } from './support/figures.ts';
import { longTill, salesOf } from './support/ingest-tills.ts';
import { memberRefs } from './support/members-at-hq.ts';

const ports = { ...systemPorts, sha256, utf8, recordSealer: createRecordSealer() };
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
const large: number[] = [];
const whole: number[] = [];
const alone: number[] = [];
for (let run = 0; run < runs; run += 1) {
  grouped.push(await rateOf(run, entriesInGroups, inGroups(100)));
  large.push(await rateOf(run, entriesInGroups, inGroups(1_000)));
  whole.push(await rateOf(run, entriesInGroups, wholeWay));
  alone.push(await rateOf(run, entriesAlone, oneByOne));
}
const each = spreadOf(alone);
const beside = { what: `${entriesAlone} entries, a commit each`, p50: each.p50 };
const groups = spreadOf(grouped);
printFigures('Entries put back into a ledger', [
  {
    goal: 'P12',
    what: `${entriesInGroups} entries, 100 a commit`,
    unit: 'entries/s',
    measured: groups,
    beside,
    gate: atLeast('>= 5 times', groups.p50 / each.p50, 5),
    aim: atLeast('>= 8 times', groups.p50 / each.p50, 8),
  },
  {
    goal: '',
    what: 'the same, 1,000 a commit, as the till puts them back',
    unit: 'entries/s',
    measured: spreadOf(large),
    beside,
  },
  {
    goal: 'recovery',
    what: 'the same from the records of a journal, each read and checked',
    unit: 'entries/s',
    measured: spreadOf(whole),
    beside,
  },
]);

type Till = { readonly db: WriteDb; readonly deviceId: DeviceId };
type StoreAll = (till: Till, entries: readonly EntryToStore[]) => Promise<void>;

function inGroups(entriesACommit: number): StoreAll {
  return ({ db }, entries) =>
    withLongLog(db, async () => {
      const keepEntries = createKeepEntries(createLedgerStores(db));
      for (let from = 0; from < entries.length; from += entriesACommit) {
        db.transact(() => keepEntries(entries.slice(from, from + entriesACommit)));
      }
    });
}

async function oneByOne({ db }: Till, entries: readonly EntryToStore[]): Promise<void> {
  const keepEntries = createKeepEntries(createLedgerStores(db));
  for (const entry of entries) db.transact(() => keepEntries([entry]));
}

async function wholeWay({ db, deviceId }: Till, entries: readonly EntryToStore[]): Promise<void> {
  const records = entries.map(({ entry: { epoch, seq }, body, previousHash, hash, signature }) => ({
    ruleSets: [],
    entries: [{ epoch, seq, body, previousHash, hash, signature, attachments: [], commandId: null }],
  }));
  const put = await putBack({ db, deviceId, records, ports });
  invariant(put.ok && put.value.entries === entries.length, 'every entry can be put back');
}

/** Entries a second into a new file, synced at each commit. */
async function rateOf(number: number, count: number, storeAll: StoreAll): Promise<number> {
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
  const { ruleSets: keeper } = createLedgerStores(db);
  const { deviceId, entries } = entriesOf(number, count);
  db.transact(() => {
    writeDevice(db, deviceId);
    for (const { ruleSetHash, json } of ruleSets) keeper.keep(ruleSetHash, json);
  });
  const startedMs = performance.now();
  await storeAll({ db, deviceId }, entries);
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
