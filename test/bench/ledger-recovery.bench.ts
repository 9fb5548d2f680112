/**
 * A ledger of many entries made again from its journal, checked, copied, and asked for a statement.
 * `node test/bench/ledger-recovery.bench.ts [--full]`: 100,000 entries, or a million.
 */

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { backupLedger } from '#electron/till/durability/backup-ledger.ts';
import { rebuildLedger } from '#electron/till/durability/rebuild-ledger.ts';
import { selfCheck } from '#electron/till/durability/self-check.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { createStatementOf } from '#electron/till/queries/statement.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { ledgerKeys, testId } from '#test/support/ledger.ts';
import { benchOptions } from './support/bench-options.ts';
import { keyFileText, makeManyEntries } from './support/many-entries.ts';

const count = benchOptions().full ? 1_000_000 : 100_000;
const folder = mkdtempSync(path.join(tmpdir(), 'vafa-recovery-'));
const dataDir = path.join(folder, 'till');
mkdirSync(dataDir);
writeFileSync(path.join(dataDir, 'till.key'), keyFileText());
const file = path.join(dataDir, 'ledger.db');
const at = { file, key: ledgerKeys.databaseKey, nativeBinding: null };
const ports = createNodePorts(ledgerKeys, () => undefined);

try {
  await timed('made', async () => makeManyEntries(dataDir, count));
  say('ledger', `${(statSync(file).size / 1e6).toFixed(0)} MB`);
  await timed('made again from the journal', async () => {
    const reader = createJournalReader({
      files: nodeFileSystem,
      folder: path.join(dataDir, 'journal'),
      key: at.key,
    });
    rmSync(file);
    const rebuilt = await rebuildLedger({ ...at, reader, ports });
    invariant(rebuilt.ok && rebuilt.value.entries === count, 'every entry came back');
  });
  await timed('newest entry of the journal found', async () => {
    const reader = createJournalReader({
      files: nodeFileSystem,
      folder: path.join(dataDir, 'journal'),
      key: at.key,
    });
    invariant(reader.head()?.seq === count, 'the newest entry is found');
  });
  await timed('copied and checked', async () => {
    invariant(
      backupLedger(at, { folder: path.join(folder, 'copies'), day: '2026-11-22' }).ok,
      'the copy is whole',
    );
  });
  const opened = openDatabaseToRead({ ...at, path: file, kind: ledgerKind });
  invariant(opened.ok, 'the ledger opens');
  const checkMs = await timed('checked', async () => {
    invariant(selfCheck(opened.value, ports).isSound, 'the ledger is sound');
  });
  say('check', `${Math.round(count / (checkMs / 1_000)).toLocaleString('en')} entries a second`);
  const statementOf = createStatementOf(opened.value);
  const member = testId(10_000_000);
  for (const pages of [100, 100, 10_000, 10_000]) {
    const lines = { count: 0 };
    await timed(`statement of ${pages} entries`, async () => {
      lines.count = statementOf(member, { entriesMax: pages }).lines.length;
    });
    say('lines', String(lines.count));
  }
  opened.value.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timed(what: string, run: () => Promise<void>): Promise<number> {
  const begunMs = performance.now();
  await run();
  const tookMs = performance.now() - begunMs;
  say(what, `${tookMs.toFixed(1)} ms`);
  return tookMs;
}

function say(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(40)} ${value}\n`);
}
