/** Finds the till's keys, or makes them for a folder that holds no ledger yet. Keys are never made a second time. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { tillKeysSchema } from '#shared/contracts/supervision.ts';
import type { TillKeys, TillStart } from '#shared/contracts/supervision.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';

/** The system's key store. `unseal` answers undefined when the bytes were sealed elsewhere. */
export type KeyVault = {
  /** False also for a store that only pretends to seal. */
  readonly canSeal: () => boolean;
  readonly seal: (text: string) => Uint8Array;
  readonly unseal: (sealed: Uint8Array) => string | undefined;
};

/** The till's data folder. Failures of the disk reject with the system's own error. */
export type KeyFiles = {
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  readonly has: (name: string) => Promise<boolean>;
  /** Readable by this user only, whole or not at all, on the disk when it resolves. */
  readonly create: (name: string, bytes: Uint8Array) => Promise<void>;
};

export type KeyKeepingDeps = {
  readonly demo: boolean;
  readonly vault: KeyVault;
  readonly files: KeyFiles;
  readonly randomBytes: RandomBytes;
};

export type KeptKeys = { readonly keys: TillKeys; readonly keyKeeping: TillStart['keyKeeping'] };
export type KeysKept = Result<KeptKeys, AppError<'key_unavailable' | 'disk_full'>>;

export const keyFileName = 'till.key';
export const sealedKeyFileName = 'till.key.sealed';
/** The file that the keys open; where it exists, new keys would lock it for ever. */
export const ledgerFileName = 'ledger.db';

const keyLength = 32;

/** How keys are written, and read back; the error is a reason for the log. */
type Keeping = {
  readonly kind: KeptKeys['keyKeeping'];
  readonly fileName: string;
  readonly close: (text: string) => Uint8Array;
  readonly open: (bytes: Uint8Array) => string | undefined;
};

export async function keepKeys(deps: KeyKeepingDeps): Promise<KeysKept> {
  if (!deps.demo && !deps.vault.canSeal()) return unavailable('noKeyStore');
  const keeping = deps.demo ? demoFile : sealedFile(deps.vault);
  try {
    const bytes = await deps.files.read(keeping.fileName);
    if (bytes !== undefined) return openKeys(keeping, bytes);
    if (await deps.files.has(ledgerFileName)) return unavailable('keyMissing');
    const text = JSON.stringify(freshKeys(deps.randomBytes));
    const closed = keeping.close(text);
    if (keeping.open(closed) !== text) return unavailable('sealNotReadable');
    await deps.files.create(keeping.fileName, closed);
    return openKeys(keeping, closed);
  } catch (error) {
    if (!hasCode(error)) throw error;
    return error.code === 'ENOSPC' ? err(appError('disk_full')) : unavailable(error.code);
  }
}

/** A demo holds nothing of value, so a file that only this user can read is enough; the screen says so. */
const demoFile: Keeping = {
  kind: 'demoFile',
  fileName: keyFileName,
  close: (text) => new TextEncoder().encode(text),
  open: (bytes) => new TextDecoder().decode(bytes),
};

function sealedFile(vault: KeyVault): Keeping {
  return { kind: 'sealed', fileName: sealedKeyFileName, close: vault.seal, open: vault.unseal };
}

function openKeys(keeping: Keeping, bytes: Uint8Array): KeysKept {
  const text = keeping.open(bytes);
  if (text === undefined) return unavailable('sealedElsewhere');
  const keys = tillKeysSchema.safeParse(parseJson(text));
  return keys.success ? ok({ keys: keys.data, keyKeeping: keeping.kind }) : unavailable('keyDamaged');
}

function freshKeys(randomBytes: RandomBytes): TillKeys {
  const freshKey = (): string => bytesToHex(randomBytes(keyLength));
  return { databaseKey: freshKey(), signingSeed: freshKey(), pinPepper: freshKey() };
}

function unavailable(reason: string): KeysKept {
  return err(appError('key_unavailable', { reason }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a damaged key file is answered as such, without a word of what is in it
  }
}

function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
