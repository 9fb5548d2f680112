/** Fills a till's data folder with the demo chain at any number of members, as HQ's first snapshot would. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keepKeys, ledgerFileName } from '#electron/main/keep-keys.ts';
import type { KeyVault } from '#electron/main/keep-keys.ts';
import { openDataFolder } from '#electron/main/data-folder.ts';
import { givenSource } from '#electron/till/cache/build-cache.ts';
import type { CachePlace, LoadedCache } from '#electron/till/cache/build-cache.ts';
import { loadChain } from '#electron/till/cache/load-chain.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { deviceOf } from '#electron/till/db/stores/device-store.ts';
import { createPinHasher } from '#electron/till/node-pin-hasher.ts';
import { tillKeyBytes } from '#electron/till/node-ports.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { demoDeviceId, demoSeed } from './demo-facts.ts';
import { generateChain } from './generate-chain.ts';
import { memberAt } from './generate-member.ts';
import { generateRuleSet } from './generate-rule-set.ts';

export type DemoToSeed = {
  readonly dataDir: string;
  readonly memberCount: number;
  /** The silver member of the tray has a birthday on this date. */
  readonly birthdayOn: IsoDate;
  readonly onMember: (count: number) => void;
};

/**
 * Keeps the folder's keys, or makes demo keys (`till.key`, mode 600) where there are none. Refuses a folder whose
 * ledger belongs to another chain, and touches nothing then. The till of the folder must not be running.
 */
export async function seedDataFolder(demo: DemoToSeed): Promise<Result<LoadedCache, AppError>> {
  const folder = await makeFolder(demo.dataDir);
  if (!folder.ok) return folder;
  const kept = await keepKeys({
    demo: true,
    vault: noVault,
    files: openDataFolder(demo.dataDir),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  if (!kept.ok) return kept;
  const keys = tillKeyBytes(kept.value.keys);
  const place: CachePlace = { dataDir: demo.dataDir, key: keys.databaseKey, nativeBinding: null };
  const ledger = checkLedger(place);
  if (!ledger.ok) return ledger;
  const content = {
    chain: chainSchema.parse(generateChain()),
    ruleSet: ruleSetSchema.parse(generateRuleSet()),
    members: members(demo),
    sourceHash: givenSource,
    demo: true,
  };
  return await loadChain(place, content, { hashPin: createPinHasher(keys.pinPepper).hashPin, sha256, utf8 });
}

async function makeFolder(folder: string): Promise<Result<null, AppError>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return ok(null);
  } catch (failure) {
    const problem = failure instanceof Error ? failure.message : String(failure);
    return err(appError('file_unreadable', { folder, problem }));
  }
}

/** The demo's keys lie in a file; no key store is asked. */
const noVault: KeyVault = { canSeal: () => false, seal: () => new Uint8Array(), unseal: () => undefined };

function* members({ memberCount, birthdayOn, onMember }: DemoToSeed): Iterable<MemberRecord> {
  const options = { seed: demoSeed, birthdayOn };
  for (let index = 0; index < memberCount; index += 1) {
    onMember(index + 1);
    yield memberRecordSchema.parse(memberAt(options, index));
  }
}

/** Refuses a ledger that cannot be read with the folder's key, and one that another till made entries in. */
function checkLedger({ dataDir, key, nativeBinding }: CachePlace): Result<null, AppError> {
  const file = join(dataDir, ledgerFileName);
  if (!existsSync(file)) return ok(null);
  const ledger = openDatabaseToRead({ path: file, key, nativeBinding, kind: ledgerKind });
  if (!ledger.ok) return ledger;
  const device = deviceOf(ledger.value);
  ledger.value.close();
  return device === undefined || device === demoDeviceId
    ? ok(null)
    : err(appError('other_chain', { folder: dataDir }));
}
