/** Joins the line to the till service with the stores: what comes in is shown, a new line fetches everything anew. */

import { createTillLink } from './bridge/till-link.ts';
import type { PageWindow } from './bridge/till-link.ts';
import type { CashierStores } from './stores/cashier-stores.ts';
import { afterNotice } from './stores/connection-store.ts';
import { createTillCaller } from './stores/till-caller.ts';
import type { TillCaller } from './stores/till-caller.ts';
import { receiveEvent } from './stores/till-events.ts';

export function connectTill(stores: CashierStores, page: PageWindow): TillCaller {
  const link = createTillLink({
    page,
    onOpen: () => void showAnew(),
    onLost: () =>
      stores.connection.setState(({ connection }) => ({
        connection: connection.kind === 'open' ? { kind: 'lost', attempt: 0 } : connection,
      })),
    onEvent: (event) => receiveEvent(stores, caller, event),
    onNotice: (notice) =>
      stores.connection.setState(({ connection }) => ({ connection: afterNotice(connection, notice) })),
    onStrange: (what) => console.warn(`a ${what} that no contract knows was ignored`),
  });
  const caller = createTillCaller(stores, link.calls);
  const showAnew = async (): Promise<void> => {
    await caller.refresh();
    if (link.calls() !== null) stores.connection.setState({ connection: { kind: 'open' } });
  };
  link.connect();
  return caller;
}
