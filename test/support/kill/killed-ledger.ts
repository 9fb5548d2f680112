/** What a killed till left on disk, looked at in a copy, so that the till itself recovers from what was left. */

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import type { VerifyPorts } from '#electron/till/ledger-verify.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { soldFacts } from '#test/support/sim/sold-facts.ts';
import type { SoldFacts } from '#test/support/sim/sold-facts.ts';
import { mustHold } from '#test/support/sim/violation.ts';

export type LedgerKeys = { readonly databaseKey: Uint8Array; readonly signingSeed: Uint8Array };

/** Checks the whole ledger on the way, whoever looks at what. */
export function lookAtKilled<Seen>(
  dataDir: string,
  keys: LedgerKeys,
  look: (db: ReadDb, ports: VerifyPorts) => Seen,
): Seen {
  const copyDir = mkdtempSync(path.join(tmpdir(), 'vafa-killed-'));
  try {
    for (const name of ['ledger.db', 'ledger.db-wal']) {
      const file = path.join(dataDir, name);
      if (existsSync(file)) copyFileSync(file, path.join(copyDir, name));
    }
    const opened = openDatabaseToRead({
      path: path.join(copyDir, 'ledger.db'),
      key: keys.databaseKey,
      kind: ledgerKind,
      nativeBinding: null,
    });
    mustHold(opened.ok, 'a killed till leaves a ledger that opens', opened);
    const { publicKey } = createHeadSigner(keys.signingSeed);
    try {
      return look(opened.value, { sha256, utf8, verifySignature, publicKey });
    } finally {
      opened.value.close();
    }
  } finally {
    rmSync(copyDir, { recursive: true, force: true });
  }
}

export function factsOfKilled(dataDir: string, keys: LedgerKeys): SoldFacts {
  return lookAtKilled(dataDir, keys, soldFacts);
}
