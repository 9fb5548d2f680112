/**
 * What the preload script puts into the page's world: one function, and one window message that carries a port.
 * No schema library here, because the sandboxed preload script is this file and a few lines.
 */

/** The name under which the page finds the bridge on `window`. */
export const shellBridgeName = 'vafaShell';

export type ShellBridge = {
  /**
   * Called once by the page, after it listens for window messages. From then on `receive` gets each shell notice
   * (to be parsed with `shellNoticeSchema`), the present one first, and the page gets each new port to the till
   * service as a window message.
   */
  readonly connect: (receive: (notice: unknown) => void) => void;
};

/**
 * `data.message` of the window message whose only transferred port leads to the till service. The page takes it
 * only if `event.source === window` and `event.origin === location.origin`; a newer port replaces the older one.
 */
export const tillPortMessage = 'till-port';

/** Channels between main and the preload script; nothing else passes between them. */
export const shellChannels = {
  pageReady: 'page-ready',
  notice: 'shell-notice',
  tillPort: 'till-port',
} as const;
