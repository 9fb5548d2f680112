/** One life of a simulated till: the real till on real files, between ports that the simulation owns. */

import path from 'node:path';
import { createCipheriv } from 'node:crypto';
import { createTill } from '#electron/till/create-till.ts';
import type { Till } from '#electron/till/create-till.ts';
import type { OpenCache } from '#electron/till/cache/open-cache.ts';
import type { ReadDb, WriteDb } from '#electron/till/db/database.ts';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import { draftsKind } from '#electron/till/db/drafts-kind.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { RecordSealer, TillPorts } from '#electron/till/ports.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { SimDisk } from './sim-disk.ts';
import { mustHold } from './violation.ts';

export const simKeys = {
  databaseKey: new Uint8Array(32).fill(0x61),
  signingSeed: new Uint8Array(32).fill(0x62),
  pinPepper: new Uint8Array(32).fill(0x63),
};

export type LivingTill = {
  readonly till: Till;
  readonly ledger: LedgerOfTill;
  /** The ledger's file through a second connection: what is really committed. */
  readonly committed: ReadDb;
  /** Ends timers and wires, and lets go of the files. */
  readonly release: () => void;
};

export type LifeDeps = {
  readonly disk: SimDisk;
  readonly cache: OpenCache;
  readonly ports: TillPorts;
  readonly onBug: (bug: unknown) => void;
};

export function beginLife({ disk, cache, ports, onBug }: LifeDeps): LivingTill {
  const ledgerDb = openFile(disk, 'ledger', ledgerKind);
  const draftsDb = openFile(disk, 'drafts', draftsKind);
  const databases = {
    ledger: disk.faulty('ledger', ledgerDb),
    drafts: disk.faulty('drafts', draftsDb),
    cache: cache.db,
  };
  const { chain } = cache;
  const start = (): Pick<LivingTill, 'till' | 'ledger'> => {
    const ledger = createLedger({ db: databases.ledger, ports, device: { deviceId: chain.deviceId } });
    const till = createTill({
      ports,
      databases,
      ledger,
      chain,
      rules: { current: cache.ruleSet, refused: null, source: null },
      demo: true,
      keyKeeping: 'demoFile',
      heldSession: null,
      onSession: () => undefined,
      onBug,
    });
    return { till, ledger };
  };
  const { till, ledger } = closingOnThrow([draftsDb, ledgerDb], start);
  const committed = openDatabaseToRead({ ...fileAt(disk, 'ledger'), kind: ledgerKind });
  mustHold(committed.ok, 'a ledger can be read beside its till', committed);
  return {
    till,
    ledger,
    committed: committed.value,
    release: () => {
      till.close();
      committed.value.close();
      draftsDb.close();
      ledgerDb.close();
    },
  };
}

/** A start that is cut off must not leave files open: thousands follow. */
function closingOnThrow<Value>(files: readonly WriteDb[], start: () => Value): Value {
  try {
    return start();
  } catch (thrown) {
    for (const file of files) file.close();
    throw thrown;
  }
}

/** Everything real but time, chance and the clock's hands. */
export function simPorts(
  owned: Pick<TillPorts, 'clock' | 'timers' | 'pinHasher' | 'log'>,
  rng: Rng,
): TillPorts {
  return { ...createNodePorts(simKeys), ...owned, randomBytes: rng.bytes, recordSealer: seededSealer(rng) };
}

/** The same bytes in every run of a seed. Never opened again here. */
function seededSealer(rng: Rng): RecordSealer {
  return {
    seal: (record) => {
      const key = rng.bytes(32);
      const cipher = createCipheriv('aes-256-gcm', key, rng.bytes(12));
      return { key, ciphertext: new Uint8Array(Buffer.concat([cipher.update(record), cipher.final()])) };
    },
    open: () => undefined,
  };
}

function openFile(disk: SimDisk, name: 'ledger' | 'drafts', kind: DatabaseKind): WriteDb {
  const durability = name === 'ledger' ? 'FULL' : 'NORMAL';
  const opened = openDatabase({ ...fileAt(disk, name), kind, durability, mode: 'create' });
  mustHold(opened.ok, 'a till that died opens its files again', { name, ...opened });
  return opened.value;
}

function fileAt(disk: SimDisk, name: string) {
  return {
    path: path.join(disk.dir(), `${name}.db`),
    key: simKeys.databaseKey,
    nativeBinding: null,
    busyMs: 0,
  };
}
