/** Signing in to HQ. The session itself is a cookie that no script can read. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { instantSchema, roleSchema } from './admin-common.ts';

export const passwordLengthMin = 12;
export const passwordLengthMax = 200;

const login = z.string().min(1).max(100);
const password = z.string().min(1).max(passwordLengthMax);

export const signInRequest = z.object({ login, password });
export const confirmRequest = z.object({ password });

const signedIn = {
  account: z.object({ accountId: uuidSchema, login: z.string(), name: z.string(), role: roleSchema }),
  /** Whatever is done until then; without any request it ends earlier. */
  expiresAtMs: instantSchema,
  /** Until then nothing asks for the password again. */
  confirmedUntilMs: instantSchema,
};

export const sessionAnswer = z.discriminatedUnion('stage', [
  /** The password was right; without the code nobody is told whose it is. */
  z.object({ stage: z.literal('code'), expiresAtMs: instantSchema }),
  /** The chain asks for a second factor, and until there is one nothing else can be done. */
  z.object({ stage: z.literal('enrolment'), ...signedIn }),
  z.object({ stage: z.literal('open'), ...signedIn }),
]);

/** `login` and `name` are for a new account, and are left out where a link is for one that exists. */
export const setupRequest = z.object({
  token: z.string().max(100),
  login: z
    .string()
    .regex(/^[\p{L}\p{N}._@-]{3,60}$/u)
    .exactOptional(),
  name: z.string().trim().min(1).max(120).exactOptional(),
  password,
});

/** What a link is for. */
export const setupLinkQuery = z.object({ token: z.string().max(100) });
export const setupLinkAnswer = z.object({
  role: roleSchema,
  /** Null for a new account. */
  login: z.string().nullable(),
  expiresAtMs: instantSchema,
});

export type SessionAnswer = z.output<typeof sessionAnswer>;
export type SessionStage = SessionAnswer['stage'];
/** Of somebody who is in and may do what the role allows. */
export type OpenSession = Extract<SessionAnswer, { readonly stage: 'open' }>;
export type SetupRequest = z.output<typeof setupRequest>;
