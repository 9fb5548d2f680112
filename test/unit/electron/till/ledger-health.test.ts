import { expect, test } from 'vitest';
import { createLedgerHealth } from '#electron/till/ledger-health.ts';
import type { LedgerHealth } from '#electron/till/ledger-health.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { ErrorCode } from '#shared/contracts/error-codes.ts';
import type { LedgerState } from '#shared/contracts/till-views.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';

function watched(first: LedgerState = { kind: 'writable' }): {
  readonly health: LedgerHealth;
  readonly states: readonly LedgerState[];
} {
  const states: LedgerState[] = [];
  return { health: createLedgerHealth({ first, onChanged: (state) => void states.push(state) }), states };
}

const failed = (code: ErrorCode) => err(appError(code));

test('a full disk is said once, is tried again, and is over with the next entry that was booked', () => {
  const { health, states } = watched();
  health.afterDraftWrite(failed('disk_full'));
  health.afterLedgerWrite(failed('disk_full'));
  expectOk(health.mayWrite());
  // The drafts have a file of their own: that one of their pages still fits says nothing about the ledger.
  health.afterDraftWrite(ok(null));
  expect(states).toEqual([{ kind: 'readOnly', code: 'disk_full' }]);
  health.afterLedgerWrite(ok(null));
  expect(states).toEqual([{ kind: 'readOnly', code: 'disk_full' }, { kind: 'writable' }]);
});

test('damage stays until the next start, and nothing is tried any more', () => {
  const { health, states } = watched();
  health.afterLedgerWrite(failed('database_damaged'));
  health.afterLedgerWrite(failed('disk_full'));
  health.afterLedgerWrite(ok(null));
  expect(states).toEqual([{ kind: 'readOnly', code: 'database_damaged' }]);
  expect(expectCode(health.mayWrite())).toBe('database_damaged');
});

test('a lock that passes and a refusal of the shop are no state of the ledger', () => {
  const { health, states } = watched();
  for (const code of ['database_busy', 'wrong_pin', 'basket_changed'] as const)
    health.afterLedgerWrite(failed(code));
  expect(states).toEqual([]);
});

test('a ledger found broken at the start is read-only from the start', () => {
  const { health } = watched({ kind: 'readOnly', code: 'ledger_broken' });
  expect(health.state()).toEqual({ kind: 'readOnly', code: 'ledger_broken' });
  expect(expectCode(health.mayWrite())).toBe('ledger_broken');
});
