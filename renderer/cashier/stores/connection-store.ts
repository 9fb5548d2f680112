/** Whether the screen can reach the till service. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { errorCodes } from '#shared/contracts/error-codes.ts';
import type { ErrorCode } from '#shared/contracts/error-codes.ts';
import type { ShellNotice } from '#shared/contracts/supervision.ts';

export type Connection =
  | { readonly kind: 'starting' }
  | { readonly kind: 'open' }
  /** `attempt` is 0 until the shell has counted one. */
  | { readonly kind: 'lost'; readonly attempt: number }
  | { readonly kind: 'cannotStart'; readonly code: ErrorCode };

export type ConnectionStore = StoreApi<{ readonly connection: Connection }>;

export function createConnectionStore(): ConnectionStore {
  return createStore(() => ({ connection: { kind: 'starting' } as Connection }));
}

/** What a notice of the shell makes of the connection; an open line is only ever declared by the line itself. */
export function afterNotice(connection: Connection, notice: ShellNotice): Connection {
  if (notice.kind === 'tillCannotStart') return { kind: 'cannotStart', code: knownCode(notice.code) };
  if (notice.kind === 'tillRunning')
    return connection.kind === 'cannotStart' ? { kind: 'starting' } : connection;
  return connection.kind === 'starting' ? connection : { kind: 'lost', attempt: notice.attempt };
}

function knownCode(code: string): ErrorCode {
  return errorCodes.find((known) => known === code) ?? 'internal';
}
