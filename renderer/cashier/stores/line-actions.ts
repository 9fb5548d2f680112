/** What the window of the line to HQ can do. */

import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import type { TillCalls } from '../bridge/till-link.ts';
import type { CashierStores } from './cashier-stores.ts';
import type { LineAsked } from './line-store.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { Answer, TillCaller } from './till-caller.ts';

export type LineActions = {
  readonly askLine: () => Promise<void>;
  readonly sendNow: () => Promise<void>;
  readonly joinHq: (address: { readonly url: string; readonly code: string }) => Promise<void>;
  readonly cancelJoin: () => Promise<void>;
  readonly exportBacklog: () => Promise<void>;
  /** The window was closed: what it said of earlier tries is forgotten. */
  readonly leaveLine: () => void;
};

export function createLineActions(stores: CashierStores, caller: TillCaller, ids: Ids): LineActions {
  const { line: store } = stores;
  const commands = createSteadyCommands(ids);

  /** Sends one wish; pressed again after an answer that never came, it is the same command. */
  const command = async <Value>(
    asked: LineAsked,
    wish: unknown,
    call: (calls: TillCalls, commandId: Uuid) => Answer<Value>,
  ): Promise<Value | null> => {
    if (store.getState().asked !== null) return null;
    store.setState({ asked, failure: null });
    const commandId = commands.idOf(asked, wish);
    const answer = await caller.ask((calls) => call(calls, commandId));
    store.setState({ asked: null });
    if (answer.ok || !isUnanswered(answer.error.code)) commands.answered(asked);
    if (answer.ok) return answer.value;
    store.setState({ failure: { of: asked, error: answer.error } });
    return null;
  };
  const askLine = async (): Promise<void> => {
    const [line, join] = await Promise.all([
      caller.ask((calls) => calls.syncState({})),
      caller.ask((calls) => calls.joinState({})),
    ]);
    if (line.ok) store.setState({ line: line.value });
    if (join.ok) store.setState({ join: join.value });
  };
  return {
    askLine,
    sendNow: async () => {
      await command('sendNow', {}, (calls, commandId) => calls.sendNow({ commandId }));
      await askLine();
    },
    joinHq: async (address) => {
      const join = await command('joinHq', address, (calls, commandId) =>
        calls.joinHq({ commandId, ...address }),
      );
      if (join !== null) store.setState({ join });
      await askLine();
    },
    cancelJoin: async () => {
      const join = await command('cancelJoin', {}, (calls, commandId) => calls.cancelJoin({ commandId }));
      if (join !== null) store.setState({ join });
      await askLine();
    },
    exportBacklog: async () => {
      const carried = await command('exportBacklog', {}, (calls, commandId) =>
        calls.exportBacklog({ commandId }),
      );
      if (carried !== null) store.setState({ carried });
    },
    leaveLine: () => store.setState({ failure: null, carried: null }),
  };
}
