/**
 * The page's end of the line to the till service: takes each port that the preload script hands over, replaces the
 * older one, and tells when the line is open or gone.
 */

import type { AnyEvent, Client } from '#shared/contracts/rpc-contract.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { RpcClient } from '#shared/contracts/rpc-client.ts';
import { shellBridgeName, tillPortMessage } from '#shared/contracts/shell-bridge.ts';
import type { ShellBridge } from '#shared/contracts/shell-bridge.ts';
import { shellNoticeSchema } from '#shared/contracts/supervision.ts';
import type { ShellNotice } from '#shared/contracts/supervision.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { createPageWire } from './page-wire.ts';
import { pageTimers } from './page-timers.ts';

export type TillCalls = Client<TillContract>;
export type TillEvent = AnyEvent<TillContract>;

export type TillLink = {
  /** Null while the line is down. */
  readonly calls: () => TillCalls | null;
  /** Starts listening, then asks the shell for its port. */
  readonly connect: () => void;
};

/** The part of a window that the line needs. */
export type PageWindow = EventTarget & { readonly location: { readonly origin: string } };

export type TillLinkDeps = {
  readonly page: PageWindow;
  readonly onOpen: () => void;
  readonly onLost: () => void;
  readonly onEvent: (event: TillEvent) => void;
  readonly onNotice: (notice: ShellNotice) => void;
  /** A message that no contract knows. */
  readonly onStrange: (what: string) => void;
};

export function createTillLink(deps: TillLinkDeps): TillLink {
  let client: RpcClient<TillContract> | null = null;

  const takePort = (port: MessagePort): void => {
    const older = client;
    client = null;
    older?.close();
    const taken = createRpcClient({
      contract: tillContract,
      wire: createPageWire(port),
      timers: pageTimers,
      onEvent: (event) => (client === taken ? deps.onEvent(event) : undefined),
      onLost: () => {
        if (client !== taken) return; // replaced by a newer port: that one speaks now
        client = null;
        deps.onLost();
      },
      onStrangeFrame: () => deps.onStrange('frame'),
    });
    client = taken;
    deps.onOpen();
  };
  /** The shell knows first: open calls end now instead of at their deadlines. */
  const drop = (): void => {
    const present = client;
    if (present === null) return;
    client = null;
    present.close();
    deps.onLost();
  };
  const takeNotice = (raw: unknown): void => {
    const notice = shellNoticeSchema.safeParse(raw);
    if (!notice.success) {
      deps.onStrange('notice');
      return;
    }
    if (notice.data.kind !== 'tillRunning') drop();
    deps.onNotice(notice.data);
  };
  return {
    calls: () => client?.calls ?? null,
    connect: () => {
      deps.page.addEventListener('message', (event) => {
        const port = tillPort(event, deps.page);
        if (port !== undefined) takePort(port);
      });
      shellBridge(deps.page)?.connect(takeNotice);
    },
  };
}

/** Only the preload script of this very window may hand over a port. */
function tillPort(event: Event, page: PageWindow): MessagePort | undefined {
  if (!(event instanceof MessageEvent)) return undefined;
  if (event.source !== page || event.origin !== page.location.origin) return undefined;
  const data: unknown = event.data;
  const isHandOver =
    typeof data === 'object' && data !== null && Reflect.get(data, 'message') === tillPortMessage;
  return isHandOver ? event.ports[0] : undefined;
}

function shellBridge(page: PageWindow): ShellBridge | undefined {
  // The preload script and this page are built from the same ShellBridge type; the name is only ever set by it.
  return Reflect.get(page, shellBridgeName) as ShellBridge | undefined;
}
