/** What every part of HQ's administration says the same way. Times are UTC milliseconds. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';

/** Path of the administration: `/admin/1/…`. */
export const adminRoot = '/admin/1';

/**
 * Header that every request which changes something carries, with any value: a page of another origin cannot set it
 * without being asked about by the browser first, and HQ never agrees to that.
 */
export const adminHeader = 'vafa-console';

export const roles = ['administrator', 'publisher', 'auditor'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.output<typeof roleSchema>;

/** UTC milliseconds since 1970. */
export const instantSchema = z.int();

export const doneAnswer = z.object({ done: z.literal(true) });

export const accountIdParams = z.object({ accountId: uuidSchema });
export const deviceIdParams = z.object({ deviceId: uuidSchema });

/** Refusals besides those of every HTTP server; the body is `{ "error": { "code", "details" } }`. */
export const adminErrorStatus = {
  malformed: 400,
  /** No session, or it has ended: sign in. */
  not_authentic: 401,
  /** The name or the password is wrong, or the account is suspended; HQ does not say which. */
  sign_in_wrong: 401,
  /** Neither a code of the app nor a recovery code. */
  code_wrong: 401,
  /** The role may not do this. */
  not_allowed: 403,
  /** The password has to be given again first, by `POST /session/confirm`. */
  confirm_first: 403,
  /** The code of the app has to be given first, by `POST /session/code`. */
  code_first: 403,
  /** The chain asks for a second factor, and this person has none yet. */
  enrol_first: 403,
  /** A request from another page, or without the header of the console. */
  other_origin: 403,
  not_found: 404,
  /** Something stands in the way; look again. */
  conflict: 409,
  login_taken: 409,
  store_taken: 409,
  /** The last administrator who could let others in. */
  last_administrator: 409,
  /** The last active manager of the tills of a store. */
  last_manager: 409,
  /** The code was right, and somebody has used it already. */
  code_used: 409,
  /** The chain asks this person for a second factor: it can be replaced, not taken away. */
  factor_required: 409,
  /** Whoever asks others for a second factor has to have one. */
  factor_missing: 409,
  /** Nobody resets their own: it is changed with a code of it. */
  own_factor: 409,
  /** What was offered to an app is too old, or was taken. */
  offer_ended: 410,
  /** The link was used, is too old, or never was one. */
  link_unusable: 410,
  /** `reason`: short, login, simple. */
  password_weak: 422,
  /** `reason`: digits, simple. */
  pin_weak: 422,
  /** The code of a phone whose clock is minutes ahead of HQ's, or behind it. */
  phone_clock_fast: 422,
  phone_clock_slow: 422,
  rate_limited: 429,
  /** Too many wrong passwords or codes; `Retry-After` says for how long. */
  sign_in_locked: 429,
  busy: 503,
} as const;

export type AdminErrorCode = keyof typeof adminErrorStatus;
