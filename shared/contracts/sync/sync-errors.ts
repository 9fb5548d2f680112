/** What HQ refuses a till, as a closed list: `{ "error": { "code", "details" } }` beside the HTTP status. */

import { z } from 'zod';

export const syncErrorStatus = {
  malformed: 400,
  /** No such device, or the signature is not that device's. */
  not_authentic: 401,
  revoked: 403,
  code_wrong: 403,
  join_refused: 403,
  not_found: 404,
  /** Entries before these are missing here; `details` names HQ's head of the epoch. */
  expected_seq: 409,
  /** A reservation that cannot be given; `details` says what is left. */
  not_enough: 409,
  /** The member or the till may not redeem now. */
  on_hold: 409,
  /** The cursor is of another HQ epoch, or older than what is kept: take the snapshot. */
  cursor_unknown: 410,
  code_expired: 410,
  too_large: 413,
  /** The segment is not what its signed head says. */
  segment_invalid: 422,
  /** The protocol version is not spoken; `details` has `oldest` and `newest`. */
  version_unsupported: 426,
  rate_limited: 429,
  internal: 500,
  busy: 503,
} as const;

export type SyncErrorCode = keyof typeof syncErrorStatus;

const detail = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);
export const syncErrorSchema = z.object({
  error: z.object({
    code: z.string().max(64),
    details: z.record(z.string(), detail).default({}),
  }),
});
export type SyncErrorBody = z.output<typeof syncErrorSchema>;
