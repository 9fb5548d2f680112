import { describe, expect, it } from 'vitest';
import { createPortJoiner } from '#electron/main/join-ports.ts';
import type { PagePeer, PortJoiner, ReaderPeer, TillPeer } from '#electron/main/join-ports.ts';

type Stage = {
  readonly joiner: PortJoiner<string>;
  readonly told: string[];
  readonly till: (name: string) => TillPeer<string>;
  readonly reader: (name: string) => ReaderPeer<string>;
  readonly page: (name: string) => PagePeer<string>;
};

/** Ports are named by their pair: `1a` and `1b` belong together. */
function stage(): Stage {
  const told: string[] = [];
  let pairs = 0;
  const joiner = createPortJoiner(() => {
    pairs += 1;
    return { port1: `${pairs}a`, port2: `${pairs}b` };
  });
  return {
    joiner,
    told,
    till: (name) => ({ takePort: (peer, port) => void told.push(`${name} takes ${port} for the ${peer}`) }),
    reader: (name) => ({ takePort: (port) => void told.push(`${name} takes ${port}`) }),
    page: (name) => ({
      takePort: (port) => void told.push(`${name} takes ${port}`),
      notice: (notice) => void told.push(`${name} hears ${notice.kind}`),
    }),
  };
}

describe('createPortJoiner', () => {
  it('joins page and till whichever of them comes first', () => {
    const pageFirst = stage();
    pageFirst.joiner.pageReady(pageFirst.page('page'));
    pageFirst.joiner.tillRunning(pageFirst.till('till'));
    expect(pageFirst.told).toEqual([
      'page hears tillRunning',
      'till takes 1a for the screen',
      'page takes 1b',
    ]);
    const tillFirst = stage();
    tillFirst.joiner.tillRunning(tillFirst.till('till'));
    tillFirst.joiner.pageReady(tillFirst.page('page'));
    expect(tillFirst.told).toEqual([
      'page hears tillRunning',
      'till takes 1a for the screen',
      'page takes 1b',
    ]);
  });

  it('gives both peers of a till that was started again new ports', () => {
    const { joiner, told, till, reader, page } = stage();
    joiner.pageReady(page('page'));
    joiner.readerRunning(reader('reader'));
    joiner.tillRunning(till('first'));
    joiner.tillLost(1);
    told.length = 0;
    joiner.tillRunning(till('second'));
    expect(told).toEqual([
      'page hears tillRunning',
      'second takes 3a for the screen',
      'page takes 3b',
      'second takes 4a for the reader',
      'reader takes 4b',
    ]);
  });

  it('gives a reader that was started again a new port, and leaves the page alone', () => {
    const { joiner, told, till, reader, page } = stage();
    joiner.tillRunning(till('till'));
    joiner.pageReady(page('page'));
    joiner.readerRunning(reader('first'));
    joiner.readerLost();
    told.length = 0;
    joiner.readerRunning(reader('second'));
    expect(told).toEqual(['till takes 3a for the reader', 'second takes 3b']);
  });

  it('gives a page that was loaded again the present state and a new port', () => {
    const { joiner, told, till, page } = stage();
    joiner.tillRunning(till('till'));
    joiner.pageReady(page('first'));
    joiner.pageLost();
    told.length = 0;
    joiner.pageReady(page('second'));
    expect(told).toEqual(['second hears tillRunning', 'till takes 2a for the screen', 'second takes 2b']);
  });

  it('tells a page that comes late why the till cannot start, and gives it no port', () => {
    const { joiner, told, page } = stage();
    joiner.tillCannotStart('key_unavailable');
    joiner.pageReady(page('page'));
    expect(told).toEqual(['page hears tillCannotStart']);
  });

  it('hands no port to a till that was lost', () => {
    const { joiner, told, till, page } = stage();
    joiner.tillRunning(till('till'));
    joiner.tillLost(1);
    joiner.pageReady(page('page'));
    expect(told).toEqual(['page hears tillLost']);
  });

  it('says nothing to a page that is gone', () => {
    const { joiner, told, till, page } = stage();
    joiner.pageReady(page('page'));
    joiner.pageLost();
    joiner.tillRunning(till('till'));
    expect(told).toEqual([]);
  });
});
