/** What HQ refuses a person: codes of the administration. */

import type { FastifyReply } from 'fastify';
import { adminErrorStatus } from '#shared/contracts/hq/admin-common.ts';
import type { AdminErrorCode } from '#shared/contracts/hq/admin-common.ts';
import { requestLimits } from '../config.ts';

export type AdminFailureDetails = Readonly<Record<string, string | number | boolean>>;

/** Answers `{ "error": { "code", "details" } }` with the status of the code. */
export function sendAdminFailure(
  reply: FastifyReply,
  code: AdminErrorCode,
  details: AdminFailureDetails = {},
): FastifyReply {
  const status = adminErrorStatus[code];
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
