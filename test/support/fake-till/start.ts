/** Stands in for the preload script: hands the page a port to a till that lives beside it. */

import '#shared/contracts/without-eval.ts';
import { shellBridgeName, tillPortMessage } from '#shared/contracts/shell-bridge.ts';
import type { ShellBridge } from '#shared/contracts/shell-bridge.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { EmitEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillView } from '#shared/contracts/till-views.ts';
import { createPageWire } from '#renderer/cashier/bridge/page-wire.ts';
import { createFakeTill } from './fake-till.ts';

let emit: EmitEvent<TillContract> = () => undefined;
let tellShell: (notice: unknown) => void = () => undefined;
let openPort: MessagePort | null = null;
const till = createFakeTill((event, payload) => emit(event, payload));

function handOver(): void {
  const { port1, port2 } = new MessageChannel();
  openPort = port2;
  const server = serveRpc({
    contract: tillContract,
    wire: createPageWire(port2),
    handlers: till.handlers,
    onBug: (bug) => console.error(bug),
    onStrangeFrame: (frame) => console.error(frame),
  });
  emit = server.emit;
  window.postMessage({ message: tillPortMessage }, window.location.origin, [port1]);
}

const bridge: ShellBridge = {
  connect: (receive) => {
    tellShell = receive;
    receive({ kind: 'tillRunning' });
    handOver();
  },
};

/** For the console and for screenshots: what the world does to a till. */
const world = {
  emit: (...event: Parameters<EmitEvent<TillContract>>) => emit(...event),
  setReader: (reader: TillView['reader']) => {
    till.state.reader = reader;
    emit('readerChanged', reader);
  },
  setLedger: (ledger: TillView['ledger']) => {
    till.state.ledger = ledger;
    emit('ledgerChanged', ledger);
  },
  /** `every`: an offer for each thing that an answer can say. Counts from the next change of the basket on. */
  setOffers: (offers: typeof till.state.offers, isProven = true) => {
    till.state.offers = offers;
    till.state.isProven = isProven;
  },
  refuseRules: (refused: TillView['rules']['refused']) => {
    till.state.refused = refused;
    emit('rulesChanged', till.rules());
  },
  lose: () => {
    openPort?.close();
    tellShell({ kind: 'tillLost', attempt: 2 });
  },
  recover: handOver,
};
Object.assign(window, { [shellBridgeName]: bridge, fakeWorld: world });

// Only now: the page looks for its bridge as soon as it runs.
await import('#renderer/cashier/main.tsx');
