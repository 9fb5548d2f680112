/** Whether sales can be booked: known from what became of the last writes, and told to the screen when it changes. */

import type { LedgerState } from '#shared/contracts/till-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { StorageCode } from './ledger-port.ts';

export type LedgerHealth = {
  readonly state: () => LedgerState;
  /** Refuses where the files are broken for good; a full disk may have room again and is tried. */
  readonly mayWrite: () => Result<null, AppError<StorageCode>>;
  /** What became of a write to the ledger's file. Hands the result on. */
  readonly afterLedgerWrite: <Value, Code extends string>(
    result: Written<Value, Code>,
  ) => Written<Value, Code>;
  /** The same for the drafts: a failure says as much, a success says nothing about the ledger's file. */
  readonly afterDraftWrite: <Value, Code extends string>(
    result: Written<Value, Code>,
  ) => Written<Value, Code>;
};

type Written<Value, Code extends string> = Result<
  Value,
  { readonly code: Code; readonly details: AppError['details'] }
>;
type LastingCode = Extract<LedgerState, { kind: 'readOnly' }>['code'];

export type LedgerHealthDeps = {
  readonly first: LedgerState;
  readonly onChanged: (state: LedgerState) => void;
};

export function createLedgerHealth({ first, onChanged }: LedgerHealthDeps): LedgerHealth {
  let state = first;
  const enter = (next: LedgerState): void => {
    if (codeOf(next) === codeOf(state)) return;
    state = next;
    onChanged(state);
  };
  const note = (code: string): void => {
    if (isLasting(code) && !isBroken(state)) enter({ kind: 'readOnly', code });
  };
  return {
    state: () => state,
    mayWrite: () => (state.kind === 'readOnly' && isBroken(state) ? err(appError(state.code)) : ok(null)),
    afterLedgerWrite: (result) => {
      if (!result.ok) note(result.error.code);
      else if (!isBroken(state)) enter({ kind: 'writable' });
      return result;
    },
    afterDraftWrite: (result) => {
      if (!result.ok) note(result.error.code);
      return result;
    },
  };
}

function codeOf(state: LedgerState): LastingCode | null {
  return state.kind === 'readOnly' ? state.code : null;
}

/** Damage does not go away by itself; only a start that finds the file whole again ends it. */
function isBroken(state: LedgerState): boolean {
  return state.kind === 'readOnly' && state.code !== 'disk_full';
}

function isLasting(code: string): code is LastingCode {
  return code === 'disk_full' || code === 'database_damaged' || code === 'ledger_broken';
}
