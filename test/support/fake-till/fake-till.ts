/** The till's side of the contract, in memory: enough to work on the screen, nothing that a till may rely on. */

import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { TillView } from '#shared/contracts/till-views.ts';
import { fakeMembers } from './demo-members.ts';
import { fakeBasket, fakeSales } from './fake-basket.ts';
import { fakeCorrections } from './fake-corrections.ts';
import { fakeOfferSets, fakeOffersOf } from './fake-offers.ts';
import { fakeMembersOf } from './fake-members.ts';
import { fakeCodes } from './fake-codes.ts';
import { fakePayment } from './fake-payment.ts';
import { createFakeSale } from './fake-sale.ts';
import { fakeSafety } from './fake-safety.ts';
import { fakeSession, rulesOf } from './fake-session.ts';
import { fakeSync } from './fake-sync.ts';
import { fakeStanding } from './fake-standing.ts';
import type { FakeWorld } from './fake-world.ts';

export type FakeTill = {
  readonly handlers: Handlers<TillContract>;
  readonly state: FakeWorld['state'];
  readonly rules: () => TillView['rules'];
};

export function createFakeTill(emit: EmitEvent<TillContract>): FakeTill {
  const state: FakeWorld['state'] = {
    reader: { kind: 'ready', readerName: 'Virtual PCD 00 00' },
    ledger: { kind: 'writable' },
    offers: 'usual',
    isProven: true,
    refused: null,
    signedIn: null,
    wrongPins: 0,
    lastReceipt: null,
  };
  const world: FakeWorld = {
    emit,
    sale: createFakeSale(() => ({ live: fakeOfferSets[state.offers], isProven: state.isProven })),
    members: [...fakeMembers(Date.now())],
    state,
  };
  const handlers = {
    ...fakeSession(world),
    ...fakeMembersOf(world),
    ...fakeBasket(world),
    ...fakeSales(world),
    ...fakePayment(world),
    ...fakeCodes(world),
    ...fakeCorrections(world),
    ...fakeSafety(),
    ...fakeSync(),
    ...fakeStanding(world),
    ...fakeOffersOf(world),
  };
  return { handlers, state, rules: () => rulesOf(world) };
}
