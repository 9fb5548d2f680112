/** Lets a demo till that does not run yet join the demo's HQ, as its own window does; its next start takes the snapshot. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openDataFolder } from '#electron/main/data-folder.ts';
import { keepKeys, ledgerFileName } from '#electron/main/keep-keys.ts';
import type { KeyVault } from '#electron/main/keep-keys.ts';
import { createJournalStore } from '#electron/till/db/stores/journal-store.ts';
import { createNodePorts, systemTimers, tillKeyBytes } from '#electron/till/node-ports.ts';
import { readHqFile, writeHqFile } from '#electron/till/sync/hq-file.ts';
import { askToJoin, lookAtJoin } from '#electron/till/sync/join-hq.ts';
import type { JoinDeps } from '#electron/till/sync/join-hq.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { withLedger } from '../commands/open-ledger.ts';
import { demoDeviceId } from '../demo/demo-facts.ts';
import type { DemoHq } from './demo-hq.ts';

/** To which HQ a folder's till belongs, and as which device. */
export type Belonging = { readonly hqId: string; readonly url: string; readonly deviceId: Uuid };

/** The till that the folder belongs to, or has joined as just now. It must not be running. */
export async function joinDemoTill(
  dataDir: string,
  hq: Pick<DemoHq, 'url' | 'newTill' | 'approve'>,
  name = 'Demo',
): Promise<Result<Belonging, AppError>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const files = openDataFolder(dataDir);
  const fresh = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
  const kept = await keepKeys({ demo: true, vault: noVault, files, randomBytes: fresh });
  if (!kept.ok) return kept;
  const keys = tillKeyBytes(kept.value.keys);
  const place = { dataDir, databaseKey: keys.databaseKey };
  const before = readHqFile(place);
  const isJoined = before.kind === 'found' && ['receiving', 'moving', 'joined'].includes(before.file.step);
  if (isJoined) return ok(before.file);
  const ports = createNodePorts(keys);
  const deps: JoinDeps = {
    createHttp: (origin) => createHttpTransport({ origin, timers: systemTimers }),
    signingSeed: keys.signingSeed,
    databaseKey: keys.databaseKey,
    app: 'vafa-till/1',
    former: demoDeviceId,
    ports,
  };
  const { code, deviceId } = await hq.newTill(name);
  const asked = await askToJoin(deps, { url: hq.url, code });
  if (!asked.ok) return asked;
  await hq.approve({ deviceId, fingerprint: asked.value.fingerprint });
  const answer = await lookAtJoin(deps, asked.value);
  invariant(answer.kind === 'answered' && answer.step === 'receiving', 'HQ has approved the till');
  writeHqFile(place, { ...asked.value, step: 'receiving' }, ports.randomBytes);
  return ok(asked.value);
}

/** Number of the newest entry in the folder's ledger; 0 for none. */
export async function newestSeqOf(dataDir: string): Promise<number> {
  const file = path.join(dataDir, ledgerFileName);
  if (!existsSync(file)) return 0;
  const read = await withLedger(file, undefined, (db) => createJournalStore(db).head()?.seq ?? 0);
  invariant(read.ok, 'the ledger of the demo can be read with the key beside it');
  return read.value;
}

/** The demo's keys lie in a file; no key store is asked. */
const noVault: KeyVault = { canSeal: () => false, seal: () => new Uint8Array(), unseal: () => undefined };
