/** The till's side of the contract, in memory: enough to work on the screen, nothing that a till may rely on. */

import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { fakeMembers } from './demo-members.ts';
import { fakeBasket, fakeSales } from './fake-basket.ts';
import { fakeMembersOf } from './fake-members.ts';
import { createFakeSale } from './fake-sale.ts';
import { fakeSession } from './fake-session.ts';
import type { FakeWorld } from './fake-world.ts';

export type FakeTill = { readonly handlers: Handlers<TillContract>; readonly state: FakeWorld['state'] };

export function createFakeTill(emit: EmitEvent<TillContract>): FakeTill {
  const world: FakeWorld = {
    emit,
    sale: createFakeSale(),
    members: [...fakeMembers(Date.now())],
    state: {
      reader: { kind: 'ready', readerName: 'Virtual PCD 00 00' },
      ledger: { kind: 'writable' },
      signedIn: null,
      wrongPins: 0,
      lastReceipt: null,
    },
  };
  const handlers = {
    ...fakeSession(world),
    ...fakeMembersOf(world),
    ...fakeBasket(world),
    ...fakeSales(world),
  };
  return { handlers, state: world.state };
}
