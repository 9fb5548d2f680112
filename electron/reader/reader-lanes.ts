/** One lane for each reader, and one count of sessions over all of them. */

import { createReaderLane } from './reader-lane.ts';
import type { CardPresent, ReaderLane, ReaderLaneDeps } from './reader-lane.ts';
import type { ReaderPort } from './reader-port.ts';
import type { ScriptedPort } from './scripted-adapter.ts';

export type ReaderLanes = {
  readonly of: (readerName: string) => ReaderLane | undefined;
  /** Ends the lanes of readers that are gone and opens those of new ones. The tray has its own. */
  readonly keep: (readerNames: readonly string[]) => void;
  readonly scripted: (port: ScriptedPort, readerName: string) => ReaderLane;
  readonly present: () => readonly CardPresent[];
};

export type ReaderLanesDeps = Pick<ReaderLaneDeps, 'timers' | 'monotonicMs' | 'emit' | 'onStuck'> & {
  readonly cardReaders: ReaderPort | undefined;
};

export function createReaderLanes(deps: ReaderLanesDeps): ReaderLanes {
  const laneByReader = new Map<string, ReaderLane>();
  const trayLanes: ReaderLane[] = [];
  let lastSession = 0;
  const open = (port: ReaderPort, readerName: string): ReaderLane =>
    createReaderLane({
      readerName,
      connect: port.connect,
      timers: deps.timers,
      monotonicMs: deps.monotonicMs,
      nextSession: () => {
        lastSession += 1;
        return lastSession;
      },
      emit: deps.emit,
      onStuck: deps.onStuck,
    });
  return {
    of: (readerName) => laneByReader.get(readerName),
    keep: (readerNames) => {
      for (const [readerName, lane] of laneByReader) {
        if (readerNames.includes(readerName)) continue;
        laneByReader.delete(readerName);
        lane.ended();
      }
      const { cardReaders } = deps;
      if (cardReaders === undefined) return;
      for (const readerName of readerNames) {
        if (!laneByReader.has(readerName)) laneByReader.set(readerName, open(cardReaders, readerName));
      }
    },
    scripted: (port, readerName) => {
      const lane = open(port, readerName);
      trayLanes.push(lane);
      return lane;
    },
    present: () =>
      [...laneByReader.values(), ...trayLanes]
        .map((lane) => lane.present())
        .filter((card) => card !== undefined),
  };
}
