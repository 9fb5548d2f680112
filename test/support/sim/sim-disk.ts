/** The disk of a simulated till: real encrypted files, where any write can fail and any moment can be the last. */

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { WriteDb } from '#electron/till/db/database.ts';
import type { DiskFault, DiskFile, WritePlace } from './sim-faults.ts';

/** The process is gone: thrown through the till's own code, which must not get to answer. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export type ArmedFault = {
  readonly fault: DiskFault;
  readonly file: DiskFile;
  readonly place: WritePlace;
  /** Places of this kind that are passed by before it strikes. */
  skip: number;
};

export type SimDisk = {
  /** Folder of the life that goes on. */
  readonly dir: () => string;
  readonly arm: (fault: ArmedFault | null) => void;
  readonly faulty: (file: DiskFile, db: WriteDb) => WriteDb;
  /** What lies on the disk at this moment becomes the folder of the next life. */
  readonly freeze: () => void;
  /** The folder of the life that ended; its files must be closed. */
  readonly buryLast: () => void;
  readonly remove: () => void;
};

/** Memory instead of a disk where there is such a folder: a run opens and syncs hundreds of files. */
const fastFolder = '/dev/shm';
const files = ['ledger.db', 'ledger.db-wal', 'drafts.db', 'drafts.db-wal'];

export type SimDiskEvents = {
  /** Called at the moment of a fault; throws what the till meets. */
  readonly onStrike: (fault: ArmedFault) => void;
};

export function createSimDisk({ onStrike }: SimDiskEvents): SimDisk {
  const root = simFolder();
  let life = 1;
  let last: string | null = null;
  let armed: ArmedFault | null = null;
  const dirOf = (number: number): string => path.join(root, `life-${number}`);
  mkdirSync(dirOf(life));
  const pass = (file: DiskFile, place: WritePlace): void => {
    if (armed?.file !== file || armed.place !== place) return;
    if (armed.skip > 0) {
      armed.skip -= 1;
      return;
    }
    const striking = armed;
    armed = null;
    onStrike(striking);
    throw errorOf(striking);
  };
  return {
    dir: () => dirOf(life),
    arm: (fault) => {
      armed = fault;
    },
    faulty: (file, db) => faultyDb(db, (place) => pass(file, place)),
    freeze: () => {
      const from = dirOf(life);
      life += 1;
      mkdirSync(dirOf(life));
      for (const name of files) {
        if (existsSync(path.join(from, name)))
          copyFileSync(path.join(from, name), path.join(dirOf(life), name));
      }
      last = from;
    },
    buryLast: () => {
      if (last !== null) rmSync(last, { recursive: true, force: true });
      last = null;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function simFolder(): string {
  return mkdtempSync(path.join(existsSync(fastFolder) ? fastFolder : tmpdir(), 'vafa-sim-'));
}

function faultyDb(db: WriteDb, pass: (place: WritePlace) => void): WriteDb {
  return {
    ...db,
    prepare: (sql) => {
      const statement = db.prepare(sql);
      return {
        ...statement,
        run: (...values) => {
          pass('statement');
          return statement.run(...values);
        },
      };
    },
    transact: (work) => {
      const value = db.transact(() => {
        const done = work();
        pass('beforeCommit');
        return done;
      });
      pass('afterCommit');
      return value;
    },
  };
}

function errorOf({ fault }: ArmedFault): Error {
  switch (fault) {
    case 'crash':
      return new Crash('the process was killed at a write');
    case 'diskFull':
      return new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    case 'ioError':
      return new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');
    case 'busy':
      return new Database.SqliteError('database is locked', 'SQLITE_BUSY');
  }
}
