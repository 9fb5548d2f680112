/** A clerk who works at a till without a plan, never believes what was not acknowledged, and notices everything. */

import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { cashier, manager, troubleLimits } from '#test/support/till-chain.ts';
import { actAtRandom } from './clerk-acts.ts';
import { settlePending } from './clerk-send.ts';
import { acceptView, createClerkState, meetTill } from './clerk-state.ts';
import type { ClerkDeps, ClerkState } from './clerk-state.ts';
import type { Screen } from './clerk-send.ts';
import type { SoldFacts } from './sold-facts.ts';
import { mustHold } from './violation.ts';

export type Clerk = {
  readonly state: ClerkState;
  readonly meet: (screen: Screen) => void;
  readonly onEvent: (event: AnyEvent<TillContract>) => void;
  /** One thing that a clerk does. */
  readonly step: () => Promise<void>;
  /** Compares what was acknowledged with what the ledger holds. */
  readonly compare: (facts: SoldFacts) => void;
};

export function createClerk(deps: ClerkDeps): Clerk {
  const state = createClerkState(deps);
  return {
    state,
    meet: (screen) => meetTill(state, screen),
    onEvent: (event) => {
      if (event.event === 'signedOut') state.isSignedIn = false;
      if (event.event === 'tapped') state.deps.note(`tapped ${event.payload.kind}`);
    },
    step: async () => {
      if (!state.isSignedIn) await signIn(state);
      else if (state.pending !== null) await settlePending(state);
      else await actAtRandom(state);
    },
    compare: (facts) => compare(state, facts),
  };
}

async function signIn(clerk: ClerkState): Promise<void> {
  const { rng, id, note, wait, isCareless } = clerk.deps;
  const { screen } = clerk;
  mustHold(screen !== null, 'there is a till to sign in at');
  const operator = rng.below(2) === 0 ? cashier : manager;
  const isMistyped = isCareless && rng.below(5) === 0;
  const pin = isMistyped ? '000000' : operator.pin;
  const answer = await screen.signIn({ commandId: id(), operatorId: operator.operatorId, pin });
  note(`signIn ${answer.ok ? 'in' : answer.error.code}`);
  if (answer.ok) {
    mustHold(!isMistyped, 'a wrong PIN signs nobody in');
    clerk.isSignedIn = true;
    acceptView(clerk, answer.value.basket);
    return;
  }
  const { code, details } = answer.error;
  mustHold(code !== 'wrong_pin' || isMistyped, 'the right PIN is not called wrong');
  mustHold(code !== 'internal' && code !== 'invalid_input', 'the till has no bug', { code });
  if (code === 'database_damaged' || code === 'ledger_broken') clerk.isReadOnly = true;
  if (code === 'locked_out') await wait(Number(details['seconds']) * 1_000);
}

function compare({ sales, pending, enrolledNames, standings }: ClerkState, facts: SoldFacts): void {
  for (const { basketId, entryId, receiptNumber } of sales) {
    mustHold(facts.sales.get(basketId) === entryId, 'an acknowledged sale is in the ledger', {
      receiptNumber,
    });
  }
  const unsure = facts.sales.size - sales.length;
  mustHold(unsure === 0 || (unsure === 1 && pending?.name === 'pay'), 'nothing was sold but what was paid', {
    acknowledged: sales.length,
    booked: facts.sales.size,
  });
  mustHold(facts.enrolments <= enrolledNames.length, 'nobody is enrolled twice');
  const { others } = facts;
  mustHold(
    others.length === 0,
    'every entry is a sale, an enrolment, a welcome or a tier that a sale earned',
    { others },
  );
  for (const [memberRef, { name, points }] of standings) {
    const isAsBooked = (points === troubleLimits.welcomePoints) === facts.welcomed.has(memberRef);
    mustHold(isAsBooked || !enrolledNames.includes(name), 'a welcome shown is a welcome booked', { name });
  }
  const personal = facts.bodies.some((body) => body.includes('Canary'));
  mustHold(!personal, 'no entry holds a name');
}
