/** A clerk who does everything that moves value, at random, and believes only what was answered. */

import { cashier, manager } from '#test/support/till-chain.ts';
import type { ClerkDeps } from './clerk-state.ts';
import { actWithValue } from './value-acts.ts';
import { approver } from './value-chain.ts';
import { bugs, screenOf, stopping } from './value-send.ts';
import type { Seen, ValueClerk } from './value-send.ts';
import { mustHold } from './violation.ts';

export function createValueClerk(deps: ClerkDeps, seen: Seen): ValueClerk {
  const clerk: ValueClerk = {
    deps,
    seen,
    screen: null,
    life: 0,
    operatorId: null,
    isReadOnly: false,
    basket: null,
    pending: null,
    retries: 0,
    repeats: 0,
    acknowledged: new Set(),
    sales: [],
    codes: [],
    claims: [],
    done: new Map(),
    meet: (screen) => {
      clerk.screen = screen;
      clerk.life += 1;
      clerk.operatorId = null;
      clerk.isReadOnly = false;
    },
    onEvent: (event) => {
      if (event.event === 'signedOut') clerk.operatorId = null;
    },
    step: async () => {
      const { pending } = clerk;
      if (clerk.operatorId === null) await signIn(clerk);
      else if (pending !== null) {
        clerk.retries += 1;
        await pending.send();
      } else await actWithValue(clerk);
    },
  };
  return clerk;
}

async function signIn(clerk: ValueClerk): Promise<void> {
  const { rng, id, note, wait } = clerk.deps;
  const operator = [cashier, manager, approver][rng.below(3)] ?? cashier;
  const answer = await screenOf(clerk).signIn({ commandId: id(), ...operator });
  note(`signIn ${answer.ok ? 'in' : answer.error.code}`);
  if (answer.ok) {
    clerk.operatorId = operator.operatorId;
    clerk.basket = answer.value.basket;
    return;
  }
  const { code, details } = answer.error;
  mustHold(code !== 'wrong_pin' && !bugs.has(code), 'the right PIN signs in', { code });
  if (stopping.has(code)) clerk.isReadOnly = true;
  if (code === 'locked_out') await wait(Number(details['seconds']) * 1_000);
}
