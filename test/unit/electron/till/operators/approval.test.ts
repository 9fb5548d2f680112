import { expect, test } from 'vitest';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { createApprove } from '#electron/till/operators/approval.ts';
import type { Approve } from '#electron/till/operators/approval.ts';
import { noAttempts } from '#electron/till/operators/lock-out.ts';
import type { Attempts } from '#electron/till/operators/lock-out.ts';
import { createCheckPin } from '#electron/till/operators/sign-in.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';

const nasrin = operator('a1', 'cashier');
const babak = operator('a2', 'cashier');
const shahla = operator('a3', 'manager');
const parviz = operator('a4', 'manager');

function operator(tail: string, role: 'cashier' | 'manager') {
  const operatorId = uuid(`0193a0b0-0000-4000-8000-0000000000${tail}`);
  return { operatorId, name: tail, latinName: null, role, pinVerifier: `pin of ${tail}` } as const;
}

type Desk = {
  readonly approve: Approve;
  readonly checked: Uuid[];
  readonly signIn: (actor: typeof nasrin | null) => void;
};

/** The real check of PINs over a counter in memory; a verifier is its PIN, so that no test waits for a hash. */
function desk(): Desk {
  const { clock } = createManualTime(1_795_262_400_000);
  const attempts = new Map<Uuid, Attempts>();
  const operators = [nasrin, babak, shahla, parviz];
  const checked: Uuid[] = [];
  let current: typeof nasrin | null = nasrin;
  const pinHasher = {
    hashPin: (pin: string) => Promise.resolve(`pin of ${pin}`),
    isPin: (pin: string, verifier: string) => Promise.resolve(verifier === `pin of ${pin}`),
  };
  const checkPin = createCheckPin({
    chain: { operators },
    attempts: {
      attempts: (operatorId) => attempts.get(operatorId) ?? noAttempts,
      saveAttempts: (operatorId, counted) => {
        checked.push(operatorId);
        attempts.set(operatorId, counted);
        return ok(null);
      },
    },
    pinHasher,
    clock,
  });
  return {
    approve: createApprove({
      chain: { operators },
      checkPin,
      session: { current: () => current },
      health: { afterLedgerWrite: (result) => result },
    }),
    checked,
    signIn: (actor) => {
      current = actor;
    },
  };
}

test('a manager who enters their PIN approves what another one does', async () => {
  const { approve } = desk();
  const approver = await approve({ operatorId: shahla.operatorId, pin: 'a3' }, nasrin);
  expect(expectOk(approver)).toBe(shahla.operatorId);
});

test('a manager needs another manager', async () => {
  const { approve, signIn, checked } = desk();
  signIn(null);
  const own = await approve({ operatorId: shahla.operatorId, pin: 'a3' }, shahla);
  expect(expectCode(own)).toBe('approver_is_actor');
  expect(checked).toEqual([]);
});

test('without an approval, or with that of a cashier or a stranger, nothing is approved and no PIN is tried', async () => {
  const { approve, checked } = desk();
  expect(expectCode(await approve(null, nasrin))).toBe('approval_needed');
  const colleague = { operatorId: babak.operatorId, pin: 'a2' };
  expect(expectCode(await approve(colleague, nasrin))).toBe('approver_not_manager');
  const stranger = { operatorId: uuid('0193a0b0-0000-4000-8000-0000000000ff'), pin: 'a3' };
  expect(expectCode(await approve(stranger, nasrin))).toBe('operator_unknown');
  expect(checked).toEqual([]);
});

test('wrong PINs of an approver count as at sign-in and lock them out', async () => {
  const { approve } = desk();
  const codes: string[] = [];
  for (let guess = 0; guess < 6; guess += 1) {
    codes.push(expectCode(await approve({ operatorId: shahla.operatorId, pin: 'no' }, nasrin)));
  }
  expect(codes).toEqual(['wrong_pin', 'wrong_pin', 'wrong_pin', 'wrong_pin', 'locked_out', 'locked_out']);
  const right = await approve({ operatorId: shahla.operatorId, pin: 'a3' }, nasrin);
  expect(expectCode(right)).toBe('locked_out');
  const other = await approve({ operatorId: parviz.operatorId, pin: 'a4' }, nasrin);
  expect(expectOk(other)).toBe(parviz.operatorId);
});

test('an approval whose actor has left the till meanwhile is worth nothing', async () => {
  const { approve, signIn } = desk();
  const waiting = approve({ operatorId: shahla.operatorId, pin: 'a3' }, nasrin);
  signIn(babak);
  expect(expectCode(await waiting)).toBe('not_signed_in');
  const nobody = approve({ operatorId: shahla.operatorId, pin: 'a3' }, babak);
  signIn(null);
  expect(expectCode(await nobody)).toBe('not_signed_in');
});
