/** A refusal of the sync protocol as a value. */

import type { SyncErrorBody, SyncErrorCode } from '#shared/contracts/sync/sync-errors.ts';

export type SyncFailure = {
  readonly code: SyncErrorCode;
  readonly details: SyncErrorBody['error']['details'];
};

export function syncFailure(code: SyncErrorCode, details: SyncFailure['details'] = {}): SyncFailure {
  return { code, details };
}
