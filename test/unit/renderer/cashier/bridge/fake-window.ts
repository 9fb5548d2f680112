/** A window as far as the line to the till needs one: messages can be posted to it, and a bridge may hang on it. */

import { shellBridgeName, tillPortMessage } from '#shared/contracts/shell-bridge.ts';
import type { PageWindow } from '#renderer/cashier/bridge/till-link.ts';

export type FakeWindow = {
  readonly page: PageWindow;
  /** As the preload script does it. */
  readonly handOver: (port: MessagePort) => void;
  readonly post: (message: {
    readonly data: unknown;
    readonly origin?: string;
    readonly source?: unknown;
    readonly port: MessagePort;
  }) => void;
  readonly tellNotice: (notice: unknown) => void;
};

const ownOrigin = 'app://till';

export function createFakeWindow(): FakeWindow {
  let receive: (notice: unknown) => void = () => undefined;
  const bridge = { connect: (listener: (notice: unknown) => void) => (receive = listener) };
  const page = Object.assign(new EventTarget(), {
    location: { origin: ownOrigin },
    [shellBridgeName]: bridge,
  });
  const post: FakeWindow['post'] = ({ data, origin = ownOrigin, source = page, port }) => {
    const event = new MessageEvent('message', { data, origin });
    // Node's constructor takes no ports or windows, only a browser's does.
    Object.defineProperty(event, 'ports', { value: [port] });
    Object.defineProperty(event, 'source', { value: source });
    page.dispatchEvent(event);
  };
  return {
    page,
    post,
    handOver: (port) => post({ data: { message: tillPortMessage }, port }),
    tellNotice: (notice) => receive(notice),
  };
}
