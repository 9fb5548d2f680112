/** The ledger of a till over a folder of files, opened as the till opens it; for processes outside of the test runner. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Durability, WriteDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { OpenCode } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { TillKeyBytes } from '#electron/till/node-ports.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

/** Whose files they are. */
export type CrashOwner = { readonly keys: TillKeyBytes; readonly deviceId: Uuid };

export type CrashTill = {
  readonly db: WriteDb;
  readonly ledger: LedgerOfTill;
  readonly ports: TillPorts;
  readonly close: () => void;
};

export type CrashOpening = {
  readonly folder: string;
  readonly ports: TillPorts;
  readonly owner: CrashOwner;
  readonly durability: Durability;
  /** A till that has answered once never makes a file again. */
  readonly mode: 'create' | 'mustExist';
};

/** The clock goes on by a second each time it is looked at, from a moment of its own. */
export function crashPorts({ keys }: CrashOwner, startMs: number): TillPorts {
  let looks = 0;
  return {
    ...createNodePorts(keys, () => undefined),
    clock: { nowMs: () => epochMs(startMs + (looks += 1) * 1_000), monotonicMs: () => looks },
  };
}

export function openCrashTill(opening: CrashOpening): Result<CrashTill, AppError<OpenCode>> {
  const { folder, ports, owner, durability, mode } = opening;
  const opened = openDatabase({
    path: path.join(folder, 'ledger.db'),
    key: owner.keys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    busyMs: 0,
    mode,
    durability,
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  const ledger = createLedger({ db, ports, device: { deviceId: owner.deviceId } });
  return ok({ db, ledger, ports, close: () => db.close() });
}

export function hasLedger(folder: string): boolean {
  return existsSync(path.join(folder, 'ledger.db'));
}
