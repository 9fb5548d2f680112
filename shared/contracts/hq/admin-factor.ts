/** The second factor of people at HQ: the code of an authenticator app, or a recovery code, besides the password. */

import { z } from 'zod';
import { instantSchema } from './admin-common.ts';

export const recoveryCodeCount = 10;

/** Six digits of the app, or a recovery code, as it was typed: any digits, case, spaces and hyphens. */
const typedCode = z.string().min(1).max(64);

export const codeRequest = z.object({ code: typedCode });

/** `code` of the factor that is to be replaced; left out where there is none yet. */
export const factorOfferRequest = z.object({ code: typedCode.exactOptional() });

/** Told once. It is in force when the first code of the app was given, in the same session. */
export const factorOfferAnswer = z.object({
  /** What an app reads from a QR code. */
  address: z.string(),
  /** The secret for whoever types it, in base 32. */
  secretText: z.string(),
  expiresAtMs: instantSchema,
});

/** Told once; HQ keeps only what they hash to. */
export const recoveryCodesAnswer = z.object({ recoveryCodes: z.array(z.string()).length(recoveryCodeCount) });

export const factorAnswer = z.object({
  /** Null for none. */
  factor: z.object({ madeAtMs: instantSchema, recoveryCodesLeft: z.int() }).nullable(),
  /** Whether the chain asks this person for one. */
  isRequired: z.boolean(),
});

/** What the chain asks of people who sign in. */
export const signInRules = z.object({
  /** Of administrators and publishers; auditors may have one. */
  isFactorRequired: z.boolean(),
});

export type FactorOffer = z.output<typeof factorOfferAnswer>;
export type FactorView = z.output<typeof factorAnswer>;
