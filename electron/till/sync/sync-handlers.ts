/** The operations of the line to HQ: who may ask for what. */

import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { syncOperations } from '#shared/contracts/till/sync-operations.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { createGuard, createWaitingGuard } from '../operators/guard.ts';
import type { Session } from '../operators/session.ts';
import type { SyncLine } from './sync-line.ts';

export type SyncHandlers = Pick<Handlers<TillContract>, keyof typeof syncOperations>;

export type SyncHandlersDeps = {
  readonly line: SyncLine;
  readonly session: Session;
  readonly emit: EmitEvent<TillContract>;
};

export function createSyncHandlers({ line, session, emit }: SyncHandlersDeps): SyncHandlers {
  const signedIn = createGuard(session);
  const waiting = createWaitingGuard(session);
  line.onChanged(() => emit('syncChanged', line.view()));
  return {
    syncState: signedIn(() => ok(line.view())),
    sendNow: signedIn(() => (line.sendNow() ? ok({}) : err(appError('not_joined')))),
    joinHq: waiting(async ({ url, code }: { readonly url: string; readonly code: string }, { role }) =>
      role === 'manager' ? await line.join({ url, code }) : err(appError('manager_needed')),
    ),
    joinState: signedIn(() => ok(line.joinView())),
    cancelJoin: signedIn((_asked, { role }) =>
      role === 'manager' ? line.cancelJoin() : err(appError('manager_needed')),
    ),
    exportBacklog: waiting(() => line.exportBacklog()),
  };
}
