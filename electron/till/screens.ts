/** The screens that are connected: each is served the same operations and gets every event. */

import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import type { RpcServer } from '#shared/contracts/rpc-server.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { TillPorts } from './ports.ts';

export type Screens = {
  readonly connect: (wire: Wire, handlers: Handlers<TillContract>) => void;
  readonly emit: EmitEvent<TillContract>;
  readonly close: () => void;
};

/** More than one window and one display is a mistake of whoever opens them; the oldest gives way. */
const screensMax = 8;

export function createScreens(deps: {
  readonly log: TillPorts['log'];
  readonly onBug: (bug: unknown) => void;
}): Screens {
  const servers = new Set<RpcServer<TillContract>>();
  return {
    connect: (wire, handlers) => {
      const server = serveRpc({
        contract: tillContract,
        wire,
        handlers,
        onBug: deps.onBug,
        // The frame itself may hold personal data, so only its arrival is logged.
        onStrangeFrame: () => deps.log('strangeScreenFrame'),
      });
      servers.add(server);
      wire.onClose(() => servers.delete(server));
      const [oldest] = servers;
      if (servers.size > screensMax) oldest?.close();
    },
    emit: (event, payload) => {
      for (const server of servers) server.emit(event, payload);
    },
    close: () => {
      for (const server of servers) server.close();
      servers.clear();
    },
  };
}
