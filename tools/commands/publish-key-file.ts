/** A publisher's own key, in a file of the person's own, sealed under a passphrase by scrypt and AES-256-GCM. */

import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { uuidSchema } from '#shared/contracts/brands.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import type { PublishFailure } from './publish-failure.ts';

const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const fileSchema = z.strictObject({
  format: z.literal('vafa-publisher-1'),
  publisherId: uuidSchema,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  salt: hex,
  nonce: hex,
  /** Tag (16 bytes) and the 32 bytes of the private key. */
  sealed: hex,
});

export type PublisherKey = {
  readonly publisherId: Uuid;
  readonly publicKey: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** Refuses a passphrase that is quickly guessed, and a file that is there already. */
export function makeKeyFile(
  file: string,
  passphrase: string,
  nowMs: number,
): Result<Pick<PublisherKey, 'publisherId' | 'publicKey'>, PublishFailure> {
  if (passphrase.length < passphraseLettersMin) {
    const message = `The passphrase has fewer than ${passphraseLettersMin} characters. Take a whole sentence.`;
    return err({ code: 'passphrase_short', message });
  }
  const seed = randomBytes(32);
  const publisherId = uuidV7(nowMs, new Uint8Array(randomBytes(10)));
  const { publicKey } = signerOfSeed(seed.toString('hex'));
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce).setAAD(
    Buffer.from(publisherId),
  );
  const ciphertext = Buffer.concat([cipher.update(seed), cipher.final()]);
  const content = {
    format: 'vafa-publisher-1',
    publisherId,
    publicKey: bytesToHex(publicKey),
    salt: salt.toString('hex'),
    nonce: nonce.toString('hex'),
    sealed: Buffer.concat([cipher.getAuthTag(), ciphertext]).toString('hex'),
  };
  try {
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (failure) {
    const why = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
    const message = `${file} cannot be written (${why}). A file that is there is never written over.`;
    return err({ code: 'file_unwritable', message });
  }
  return ok({ publisherId, publicKey: content.publicKey });
}

export function openKeyFile(file: string, passphrase: string): Result<PublisherKey, PublishFailure> {
  const content = readKeyFile(file);
  if (content === undefined) {
    return err({ code: 'key_unreadable', message: `${file} is no publisher's key. Make one with keygen.` });
  }
  const seed = unseal(content, passphrase);
  if (seed === undefined) {
    return err({ code: 'passphrase_wrong', message: 'The passphrase does not open this key.' });
  }
  const { publicKey, sign } = signerOfSeed(seed.toString('hex'));
  return ok({ publisherId: content.publisherId, publicKey: bytesToHex(publicKey), sign });
}

const passphraseLettersMin = 12;

function readKeyFile(file: string): z.output<typeof fileSchema> | undefined {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // no file, or no JSON: each is no key, which the caller says
  }
}

function unseal(content: z.output<typeof fileSchema>, passphrase: string): Buffer | undefined {
  const [salt, nonce, sealed] = [content.salt, content.nonce, content.sealed].map(hexToBytes);
  invariant(
    salt !== undefined && nonce !== undefined && sealed !== undefined,
    'a checked file is hexadecimal',
  );
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce)
      .setAAD(Buffer.from(content.publisherId))
      .setAuthTag(sealed.subarray(0, 16));
    return Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]);
  } catch {
    return undefined; // the tag does not fit: another passphrase, or a changed file
  }
}

/** 128 MiB for a moment: a guess costs about a third of a second. */
function keyOf(passphrase: string, salt: Uint8Array): Buffer {
  const cost = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, cost);
}
