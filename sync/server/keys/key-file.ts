/** The file of HQ's keys: mode 600, under a passphrase where the owner gives one. Losing it is losing the HQ. */

import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { StartFailure } from '../start-failure.ts';
import type { KeyMaterial } from './key-material.ts';

export type KeyFilePlace = {
  readonly file: string;
  /** `null`: the file's mode is all that guards the keys. */
  readonly passphrase: string | null;
  readonly randomBytes: RandomBytes;
};

const key = z.string().regex(/^[0-9a-f]{64}$/);
const materialSchema = z.strictObject({
  service: z
    .array(
      z.strictObject({
        seed: key,
        madeAtMs: z.int().nonnegative(),
        endorsement: z
          .strictObject({
            keyId: z.string().regex(/^[0-9a-f]{16}$/),
            signature: z.string().regex(/^[0-9a-f]{128}$/),
          })
          .nullable(),
      }),
    )
    .min(1)
    .max(8)
    .readonly(),
  escrowSeed: key,
  dataKey: key,
});
const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const fileSchema = z.discriminatedUnion('sealed', [
  z.strictObject({ format: z.literal('vafa-hq-keys-1'), sealed: z.literal(false), keys: materialSchema }),
  z.strictObject({
    format: z.literal('vafa-hq-keys-1'),
    sealed: z.literal(true),
    salt: hex,
    nonce: hex,
    ciphertext: hex,
    tag: hex,
  }),
]);
type KeyFile = z.output<typeof fileSchema>;

export type KeyFileContent = { readonly material: KeyMaterial; readonly isSealed: boolean };

/** `undefined` when there is no such file yet. */
export function readKeyFile({
  file,
  passphrase,
}: KeyFilePlace): Result<KeyFileContent | undefined, StartFailure> {
  const text = textOf(file);
  if (text === undefined) return ok(undefined);
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (!parsed.success) return err(unreadable(file));
  if (!parsed.data.sealed) return ok({ material: parsed.data.keys, isSealed: false });
  if (passphrase === null) return err(passphraseMissing(file));
  const opened = openSealed(parsed.data, passphrase);
  if (opened === undefined) return err(passphraseWrong(file));
  const material = materialSchema.safeParse(jsonOf(opened));
  return material.success ? ok({ material: material.data, isSealed: true }) : err(unreadable(file));
}

/** Writes the first keys. False when another process was quicker: its keys are the ones to read then. */
export function createKeyFile(place: KeyFilePlace, material: KeyMaterial): boolean {
  const unfinished = writeUnfinished(place, material);
  try {
    // Unlike a renaming, a link never replaces what is there.
    linkSync(unfinished, place.file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
    syncFolder(path.dirname(place.file));
  }
}

/** Replaces the file as a whole. */
export function replaceKeyFile(place: KeyFilePlace, material: KeyMaterial): void {
  renameSync(writeUnfinished(place, material), place.file);
  syncFolder(path.dirname(place.file));
}

function writeUnfinished(place: KeyFilePlace, material: KeyMaterial): string {
  mkdirSync(path.dirname(place.file), { recursive: true, mode: 0o700 });
  const unfinished = `${place.file}.${bytesToHex(place.randomBytes(6))}`;
  const handle = openSync(unfinished, 'wx', 0o600);
  writeFileSync(handle, `${JSON.stringify(contentOf(place, material), null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  return unfinished;
}

function contentOf({ passphrase, randomBytes }: KeyFilePlace, keys: KeyMaterial): KeyFile {
  if (passphrase === null) return { format: 'vafa-hq-keys-1', sealed: false, keys };
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', stretch(passphrase, salt), nonce);
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(keys)), cipher.final()]);
  return {
    format: 'vafa-hq-keys-1',
    sealed: true,
    salt: bytesToHex(salt),
    nonce: bytesToHex(nonce),
    ciphertext: bytesToHex(ciphertext),
    tag: bytesToHex(cipher.getAuthTag()),
  };
}

function openSealed(sealed: Extract<KeyFile, { sealed: true }>, passphrase: string): string | undefined {
  const [salt, nonce, ciphertext, tag] = [sealed.salt, sealed.nonce, sealed.ciphertext, sealed.tag].map(
    hexToBytes,
  );
  invariant(Boolean(salt && nonce && ciphertext && tag), 'the schema lets hexadecimal digits through only');
  if (!salt || !nonce || !ciphertext || tag?.length !== 16) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', stretch(passphrase, salt), nonce).setAuthTag(tag);
  const opened = decipher.update(ciphertext);
  try {
    return Buffer.concat([opened, decipher.final()]).toString();
  } catch {
    // The tag does not fit: another passphrase, or a changed file.
    return undefined;
  }
}

/** 64 MiB and some tenths of a second for each guess. */
function stretch(passphrase: string, salt: Uint8Array): Uint8Array {
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, {
    N: 2 ** 16,
    r: 8,
    p: 1,
    maxmem: 128 * 1024 * 1024,
  });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    // There, but closed to us: as little use as a damaged one.
    return '';
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No schema lets this through.
    return undefined;
  }
}

/** Windows cannot sync a folder, and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function unreadable(file: string): StartFailure {
  return {
    code: 'keys_unreadable',
    message: `The key file ${file} cannot be read or is damaged. Put back a copy of it; without its keys tills do not trust this HQ.`,
  };
}

function passphraseMissing(file: string): StartFailure {
  return {
    code: 'keys_passphrase_missing',
    message: `The keys in ${file} are sealed under a passphrase. Give it in HQ_KEY_PASSPHRASE.`,
  };
}

function passphraseWrong(file: string): StartFailure {
  return {
    code: 'keys_passphrase_wrong',
    message: `The passphrase in HQ_KEY_PASSPHRASE does not open ${file}.`,
  };
}
