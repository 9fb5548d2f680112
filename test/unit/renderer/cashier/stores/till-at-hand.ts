/** Stores and actions over the real typed calls, with a till in memory whose answers a test may hold back or change. */

import { createCashierActions, createSearches } from '#renderer/cashier/stores/cashier-actions.ts';
import type { CashierActions, Searches } from '#renderer/cashier/stores/cashier-actions.ts';
import { createCashierStores } from '#renderer/cashier/stores/cashier-stores.ts';
import type { CashierStores } from '#renderer/cashier/stores/cashier-stores.ts';
import { createTillCaller } from '#renderer/cashier/stores/till-caller.ts';
import type { TillCaller } from '#renderer/cashier/stores/till-caller.ts';
import { receiveEvent } from '#renderer/cashier/stores/till-events.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { createFakeTill } from '#test/support/fake-till/fake-till.ts';
import { chain } from '#test/support/fake-till/demo-data.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { createWirePair } from '#test/support/wire-pair.ts';

export type TillAtHand = {
  readonly stores: CashierStores;
  readonly actions: CashierActions;
  readonly searches: Searches;
  readonly caller: TillCaller;
  /** Inputs of every call of one operation, in order. */
  readonly inputsOf: (operation: keyof Handlers<TillContract>) => readonly unknown[];
  readonly emit: EmitEvent<TillContract>;
  readonly settled: () => Promise<void>;
  /** Runs the deadline of every call that is still open. */
  readonly passDeadlines: () => void;
  readonly signIn: () => Promise<void>;
};

export function tillAtHand(change: Partial<Handlers<TillContract>> = {}): TillAtHand {
  const time = createManualTime();
  const { near, far, settled } = createWirePair();
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const bugs: unknown[] = [];
  const till = createFakeTill((event, payload) => server.emit(event, payload));
  const handlers = noting({ ...till.handlers, ...change }, (name, input) => calls.push({ name, input }));
  const server = serveRpc({
    contract: tillContract,
    wire: far,
    handlers,
    onBug: (bug) => bugs.push(bug),
    onStrangeFrame: (frame) => bugs.push(frame),
  });
  const shelf = new Map<string, string>();
  const stores = createCashierStores({
    getItem: (name) => shelf.get(name) ?? null,
    setItem: (name, text) => void shelf.set(name, text),
  });
  const client = createRpcClient({
    contract: tillContract,
    wire: near,
    timers: time.timers,
    onEvent: (event) => receiveEvent(stores, caller, event),
    onLost: () => undefined,
    onStrangeFrame: (frame) => bugs.push(frame),
  });
  const caller = createTillCaller(stores, () => (client.isOpen() ? client.calls : null));
  let ids = 0;
  const testIds = {
    uuid: () => uuidV7(1_000_000, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, (ids += 1) >> 8, ids)),
  };
  const actions = createCashierActions(stores, caller, testIds);
  return {
    stores,
    actions,
    searches: createSearches(caller, testIds),
    caller,
    inputsOf: (operation) => calls.filter(({ name }) => name === operation).map(({ input }) => input),
    emit: server.emit,
    settled: async () => {
      await settled();
      invariant(bugs.length === 0, 'no handler broke and no frame was strange');
    },
    passDeadlines: () => time.advance(60_000),
    signIn: async () => {
      await caller.refresh();
      const [operator] = chain.operators;
      invariant(operator !== undefined, 'the demo chain has an operator');
      const refused = await actions.signIn(operator.operatorId, operator.initialPin);
      invariant(refused === null, 'the demo PIN is right');
    },
  };
}

function noting(
  handlers: Handlers<TillContract>,
  note: (name: string, input: unknown) => void,
): Handlers<TillContract> {
  return new Proxy(handlers, {
    get: (target, name, receiver) => {
      const handler: unknown = Reflect.get(target, name, receiver);
      if (typeof handler !== 'function') return handler;
      return (input: unknown): unknown => {
        note(String(name), input);
        return Reflect.apply(handler, target, [input]);
      };
    },
  });
}
