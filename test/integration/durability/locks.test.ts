/** What one process reads beside its own ledger must not take away the locks that keep others from it. */

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { doUpkeep } from '#electron/till/durability/do-upkeep.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { createDurableTill, bookNumber } from '#test/support/durable-till.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { ledgerKeys } from '#test/support/ledger.ts';
import { projectRoot } from '#tools/setup/project-paths.ts';

/** Asked from a process of its own: a process is never locked out by itself. */
function isFreeForOthers(file: string): boolean {
  const script = `
    import { isInUse } from '#electron/till/db/open-database.ts';
    import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
    const key = Buffer.from('${bytesToHex(ledgerKeys.databaseKey)}', 'hex');
    const path = ${JSON.stringify(file)};
    console.log(isInUse({ path, key, kind: ledgerKind, nativeBinding: null }) ? 'in use' : 'free');`;
  const said = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said.trim() === 'free';
}

test('a ledger stays locked against other processes when it was opened, sold with, checked and copied', async () => {
  const till = createDurableTill();
  const open = expectOk(await till.open());
  expectOk(bookNumber(open, 1));
  expect(isFreeForOthers(till.ledgerFile)).toBe(false);
  const done = doUpkeep({
    file: till.ledgerFile,
    key: ledgerKeys.databaseKey,
    nativeBinding: null,
    publicKey: till.ports.publicKey,
    backupDir: `${till.dataDir}/backups`,
    journalDir: till.journalDir,
    day: '2026-11-22',
  });
  expect(done.backupFailure).toBeNull();
  expect(isFreeForOthers(till.ledgerFile)).toBe(false);
  open.close();
  expect(isFreeForOthers(till.ledgerFile)).toBe(true);
});
