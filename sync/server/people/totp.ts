/**
 * Codes of authenticator apps as RFC 6238 has them: SHA-1, six digits, a new one every 30 seconds, because that is what
 * every app can do.
 */

import { Secret, TOTP } from 'otpauth';
import type { EpochMs } from '#shared/kernel/clock.ts';

/** As many as the hash has, which is what RFC 4226 asks for. */
export const totpSecretBytes = 20;

export type CodeJudgement =
  /** Of a step that may be taken, if none as late was taken before. */
  | { readonly kind: 'right'; readonly step: number }
  /** Right on a phone whose clock is ahead of HQ's, or behind it; never to be taken. */
  | { readonly kind: 'fast' | 'slow'; readonly step: number }
  | { readonly kind: 'wrong' };

/** A code of the step before or after is taken too: clocks differ, and people type. */
const driftSteps = 1;
/** Up to five minutes away it is told that the clocks differ. */
const toldSteps = 10;
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const codePattern = /^\d{6}$/;

/** `code` in ASCII digits. Compared in constant time. */
export function judgeCode(secret: Uint8Array, code: string, nowMs: EpochMs): CodeJudgement {
  if (!codePattern.test(code)) return { kind: 'wrong' };
  const timestamp = nowMs;
  const distance = TOTP.validate({
    ...settings,
    secret: secretOf(secret),
    token: code,
    timestamp,
    window: toldSteps,
  });
  if (distance === null) return { kind: 'wrong' };
  const step = TOTP.counter({ ...settings, timestamp }) + distance;
  if (Math.abs(distance) <= driftSteps) return { kind: 'right', step };
  return { kind: distance > 0 ? 'fast' : 'slow', step };
}

/** What an app reads from a QR code, and the secret for whoever types it. */
export function totpOffer(
  secret: Uint8Array,
  { issuer, login }: { readonly issuer: string; readonly login: string },
): { readonly address: string; readonly secretText: string } {
  const totp = new TOTP({ ...settings, issuer, label: login, secret: secretOf(secret) });
  return { address: totp.toString(), secretText: totp.secret.base32 };
}

/** A copy: the library takes the whole buffer, of which the bytes may be a part. */
function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
