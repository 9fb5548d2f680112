/** Answers that are not what was asked for: one JSON form, and codes from a closed list. */

import type { FastifyReply } from 'fastify';
import { requestLimits } from './config.ts';

/** Code → HTTP status, named as in the sync protocol where that has the same one. Areas have further codes of their own. */
export const httpFailures = {
  malformed: 400,
  not_authentic: 401,
  not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  too_large: 413,
  media_type_unknown: 415,
  rate_limited: 429,
  headers_too_large: 431,
  internal: 500,
  /** HQ is starting, stopping or overloaded, or its database is away: the same request may be sent again. */
  busy: 503,
} as const;

export type HttpFailureCode = keyof typeof httpFailures;

/** `at` names the field that is wrong, never its value. */
export type FailureDetails = Readonly<Record<string, string | number | boolean>>;

/** Answers `{ "error": { "code", "details" } }`. 429 and 503 carry `Retry-After` in seconds, unless the route has set it. */
export function sendFailure(
  reply: FastifyReply,
  code: HttpFailureCode,
  details: FailureDetails = {},
): FastifyReply {
  return sendRefusal(reply, { status: httpFailures[code], code, details });
}

/** The same for an area that has codes of its own. */
export function sendRefusal(
  reply: FastifyReply,
  { status, ...error }: { readonly status: number; readonly code: string; readonly details: object },
): FastifyReply {
  if ((status === 429 || status === 503) && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', requestLimits.retryAfterSeconds);
  }
  // Serialized here, so that a route's response schema does not have to list every failure.
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error });
}
