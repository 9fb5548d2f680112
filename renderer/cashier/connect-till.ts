/** Joins the line to the till service with the stores: what comes in is shown, a new line fetches everything anew. */

import { pageTimers } from './bridge/page-timers.ts';
import { createTillLink } from './bridge/till-link.ts';
import type { PageWindow } from './bridge/till-link.ts';
import type { CashierStores } from './stores/cashier-stores.ts';
import { afterNotice } from './stores/connection-store.ts';
import { createTillCaller } from './stores/till-caller.ts';
import type { TillCaller } from './stores/till-caller.ts';
import { receiveEvent } from './stores/till-events.ts';

/** A till that is still busy starting may miss the first deadlines. */
const attemptsMax = 30;
const attemptEveryMs = 1_000;

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
  const showAnew = async (attempt = 1): Promise<void> => {
    const calls = link.calls();
    const isShown = await caller.refresh();
    if (calls === null || link.calls() !== calls) return; // a newer line has begun its own
    if (isShown) stores.connection.setState({ connection: { kind: 'open' } });
    else if (attempt < attemptsMax) pageTimers.setTimer(attemptEveryMs, () => void showAnew(attempt + 1));
  };
  link.connect();
  return caller;
}
