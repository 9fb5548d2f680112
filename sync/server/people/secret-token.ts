/** Tokens of sessions and links: 256 random bits, of which the database keeps the hash alone. */

import { bytesToHex } from '#shared/kernel/hex.ts';
import type { HqPorts } from '../hq-deps.ts';

export type SecretToken = { readonly token: string; readonly tokenHash: Uint8Array };

export function newSecretToken(ports: Pick<HqPorts, 'randomBytes' | 'sha256' | 'utf8'>): SecretToken {
  const token = bytesToHex(ports.randomBytes(32));
  return { token, tokenHash: hashOfToken(token, ports) };
}

/** No salt and no slow hash: what is hashed cannot be guessed. */
export function hashOfToken(token: string, { sha256, utf8 }: Pick<HqPorts, 'sha256' | 'utf8'>): Uint8Array {
  return sha256(utf8.encode('vafa-hq-token/1'), utf8.encode(token));
}
