/**
 * A file that only takes up space. When the disk is full it is given up, so that the sale at hand and what has to be
 * sent can still be finished while somebody makes room.
 */

import { appendFileSync, rmSync, statSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { TimerId } from '#shared/kernel/clock.ts';
import type { WriteDb } from '../db/database.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { diskFailure } from '../journal/file-system.ts';
import type { TillPorts } from '../ports.ts';

export type Ballast = {
  /**
   * Takes up the space, a little at a time, so that nothing has to wait for it. Does nothing where little is free: the
   * shop needs that more. Ends early once the ballast was given up.
   */
  readonly lay: () => Promise<void>;
  /** False when there is nothing to give up. */
  readonly giveUp: () => boolean;
  /** Lays it once the start is long over. */
  readonly layLater: (onBug: (bug: unknown) => void) => void;
  /** Lays no more; what was laid stays for the next start. */
  readonly end: () => void;
};

export type BallastToLay = {
  readonly file: string;
  readonly bytes: number;
  readonly ports: Pick<TillPorts, 'timers' | 'nextTurn' | 'randomBytes' | 'log'>;
};

/** Enough for some 50,000 sales, or for the log of a checkpoint. */
export const ballastBytesUsual = 64 * 1024 * 1024;

const sliceBytes = 256 * 1024;
/** A start has better things to do. */
const layAfterMs = 60_000;
/** So much of the ballast's own size must be left beside it. */
const roomBeside = 2;

export function createBallast({ file, bytes, ports }: BallastToLay): Ballast {
  let isOver = false;
  let timer: TimerId | undefined;
  const lay = async (): Promise<void> => {
    // A disk that packs its files would take up next to nothing for zeros.
    const slice = ports.randomBytes(sliceBytes);
    while (!isOver && sizeOf(file) < bytes) {
      if (!laySlice({ file, bytes, ports }, slice)) return;
      await ports.nextTurn();
    }
  };
  return {
    lay,
    layLater: (onBug) => {
      timer = ports.timers.setTimer(layAfterMs, () => void lay().catch(onBug));
    },
    giveUp: () => {
      isOver = true;
      const freed = sizeOf(file);
      if (freed === 0) return false;
      rmSync(file, { force: true });
      ports.log('ballastGivenUp', { bytes: freed });
      return true;
    },
    end: () => {
      isOver = true;
      if (timer !== undefined) ports.timers.clearTimer(timer);
    },
  };
}

/** The file with the ballast behind it: what a full disk refused is tried once more when there was something to give up. */
export function withBallast(db: WriteDb, ballast: Ballast): WriteDb {
  return {
    ...db,
    transact: (work) => {
      try {
        return db.transact(work);
      } catch (error) {
        if (sqliteFailure(error)?.code !== 'disk_full' || !ballast.giveUp()) throw error;
        return db.transact(work);
      }
    },
  };
}

function laySlice({ file, bytes, ports }: BallastToLay, slice: Uint8Array): boolean {
  try {
    const missing = bytes - sizeOf(file);
    const { bavail, bsize } = statfsSync(path.dirname(file));
    if (bavail * bsize < missing + bytes * roomBeside) return false;
    appendFileSync(file, slice.subarray(0, missing), { mode: 0o600 });
    return true;
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    ports.log('ballastNotLaid', { code });
    return false;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
