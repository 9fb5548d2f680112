/** Puts the till service together by hand. Knows no Electron: it runs in tests, the simulator and the command line. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { afterPublished, forgetErased } from './after-published.ts';
import { createReaderLink } from './reader-link.ts';
import type { ReaderLink } from './reader-link.ts';
import { createScreens } from './screens.ts';
import { watchForRules } from './basket-of-till.ts';
import { createHandlers } from './handlers-of-till.ts';
import { createParts } from './parts-of-till.ts';
import type { TillDeps } from './till-deps.ts';

export type Till = {
  /** Any number of screens may be connected; each gets every event. */
  readonly connectScreen: (wire: Wire) => void;
  readonly connectReader: (wire: Wire) => void;
  /** The reader's events, for a reader in the same process. */
  readonly onReaderEvent: ReaderLink['onEvent'];
  /** The operations themselves, for callers in the same process. Inputs are taken as checked. */
  readonly handlers: Handlers<TillContract>;
  /** The cache holds something else now, and the chain was read again. */
  readonly publishedChanged: () => void;
  /** Ends timers and wires. The files are closed by whoever opened them. */
  readonly close: () => void;
};

export function createTill(deps: TillDeps): Till {
  forgetErased(deps);
  const screens = createScreens({ log: deps.ports.log, onBug: deps.onBug });
  const parts = createParts(deps, screens.emit);
  const reader = createReaderLink({
    timers: deps.ports.timers,
    taps: parts.taps,
    onStateChanged: (state) => screens.emit('readerChanged', state),
    log: deps.ports.log,
  });
  const handlers = createHandlers(deps, { ...parts, reader });
  const rulesWatch = watchForRules(deps, parts.ruleSets);
  const upkeep = parts.standing.startUpkeep(deps.onBug);
  const clockWatch = parts.safety.startClockWatch();
  return {
    connectScreen: (wire) => screens.connect(wire, handlers),
    connectReader: reader.connect,
    onReaderEvent: reader.onEvent,
    handlers,
    publishedChanged: () => {
      afterPublished(deps, parts, screens.emit);
      rulesWatch?.lookNow();
    },
    close: () => {
      parts.session.close();
      rulesWatch?.close();
      upkeep.close();
      clockWatch.close();
      reader.close();
      screens.close();
    },
  };
}
