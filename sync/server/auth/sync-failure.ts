/** What HQ refuses a till: codes of the sync protocol. */

import type { FastifyReply } from 'fastify';
import { syncErrorStatus } from '#shared/contracts/sync/sync-errors.ts';
import type { SyncErrorBody, SyncErrorCode } from '#shared/contracts/sync/sync-errors.ts';
import { sendRefusal } from '../http-failure.ts';

export type SyncFailureDetails = SyncErrorBody['error']['details'];

/** Answers `{ "error": { "code", "details" } }` with the status of the code. */
export function sendSyncFailure(
  reply: FastifyReply,
  code: SyncErrorCode,
  details: SyncFailureDetails = {},
): FastifyReply {
  return sendRefusal(reply, { status: syncErrorStatus[code], code, details });
}
