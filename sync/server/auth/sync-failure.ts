/** What HQ refuses a till: codes of the sync protocol. */

import type { FastifyReply } from 'fastify';
import { syncErrorStatus } from '#shared/contracts/sync/sync-errors.ts';
import type { SyncErrorBody, SyncErrorCode } from '#shared/contracts/sync/sync-errors.ts';
import { requestLimits } from '../config.ts';

export type SyncFailureDetails = SyncErrorBody['error']['details'];

/** Answers `{ "error": { "code", "details" } }` with the status of the code. */
export function sendSyncFailure(
  reply: FastifyReply,
  code: SyncErrorCode,
  details: SyncFailureDetails = {},
): FastifyReply {
  const status = syncErrorStatus[code];
  if ((status === 429 || status === 503) && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', requestLimits.retryAfterSeconds);
  }
  // Serialized here: a route's response schema does not list failures.
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, details } });
}
