/** Gives the page, the till service and the reader service a new pair of ports whenever one of them is new. */

import type { ShellNotice } from '#shared/contracts/supervision.ts';

export type PortPair<Port> = { readonly port1: Port; readonly port2: Port };

export type TillPeer<Port> = { readonly takePort: (peer: 'screen' | 'reader', port: Port) => void };
export type ReaderPeer<Port> = { readonly takePort: (port: Port) => void };
export type PagePeer<Port> = {
  readonly takePort: (port: Port) => void;
  readonly notice: (notice: ShellNotice) => void;
};

export type PortJoiner<Port> = {
  readonly tillRunning: (till: TillPeer<Port>) => void;
  readonly tillLost: (attempt: number) => void;
  readonly tillCannotStart: (code: string) => void;
  readonly readerRunning: (reader: ReaderPeer<Port>) => void;
  readonly readerLost: () => void;
  /** A page was loaded and listens; it takes the place of the page before it. */
  readonly pageReady: (page: PagePeer<Port>) => void;
  readonly pageLost: () => void;
};

export function createPortJoiner<Port>(makePair: () => PortPair<Port>): PortJoiner<Port> {
  let till: TillPeer<Port> | undefined;
  let reader: ReaderPeer<Port> | undefined;
  let page: PagePeer<Port> | undefined;
  // Before the first sign the page shows its own start screen.
  let present: ShellNotice | undefined;

  const tell = (notice: ShellNotice): void => {
    present = notice;
    page?.notice(notice);
  };
  const joinPage = (): void => {
    if (till === undefined || page === undefined) return;
    const { port1, port2 } = makePair();
    till.takePort('screen', port1);
    page.takePort(port2);
  };
  const joinReader = (): void => {
    if (till === undefined || reader === undefined) return;
    const { port1, port2 } = makePair();
    till.takePort('reader', port1);
    reader.takePort(port2);
  };
  return {
    tillRunning: (running) => {
      till = running;
      tell({ kind: 'tillRunning' });
      joinPage();
      joinReader();
    },
    tillLost: (attempt) => {
      till = undefined;
      tell({ kind: 'tillLost', attempt });
    },
    tillCannotStart: (code) => {
      till = undefined;
      tell({ kind: 'tillCannotStart', code });
    },
    readerRunning: (running) => {
      reader = running;
      joinReader();
    },
    readerLost: () => {
      reader = undefined;
    },
    pageReady: (ready) => {
      page = ready;
      if (present !== undefined) page.notice(present);
      joinPage();
    },
    pageLost: () => {
      page = undefined;
    },
  };
}
