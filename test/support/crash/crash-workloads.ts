/** What a till does while its power may be cut at any moment: one line for each kind of operation. */

import { rmSync } from 'node:fs';
import path from 'node:path';
import { layFormerTill } from '#test/support/former-till.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { deviceId, ledgerKeys } from '#test/support/ledger.ts';
import { backedUpSale, enrolment, redemption, refund, sale, topUp } from './crash-operations.ts';
import type { CrashOperation } from './crash-operations.ts';
import type { CrashOwner } from './crash-till.ts';

export type CrashWorkload = {
  readonly name: string;
  readonly owner: CrashOwner;
  /** Lays files that are there before the watching begins; nothing on a first start. */
  readonly lay: (folder: string) => void;
  /** Booked before the watching begins. */
  readonly before: readonly CrashOperation[];
  /** What becomes of the files between that and the watching. */
  readonly spoil: (folder: string) => void;
  readonly operations: readonly CrashOperation[];
  /** Each operation books so many. */
  readonly entriesEach: number;
  /** A start may find the ledger behind its journal. */
  readonly mayRecover: boolean;
  /** A segment of the journal is followed by another once it has this size; null for the usual one. */
  readonly segmentBytesMax: number | null;
  /** A page of the log is brought over into the file this often, so that a short run has checkpoints in it. */
  readonly checkpointPages: number;
};

const owner: CrashOwner = { keys: ledgerKeys, deviceId };
/** Of the frozen files of the first release. */
const formerOwner: CrashOwner = {
  keys: {
    databaseKey: new Uint8Array(32).fill(0x41),
    signingSeed: new Uint8Array(32).fill(0x42),
    pinPepper: new Uint8Array(32).fill(0x43),
  },
  deviceId: uuid('0193a0b0-0000-4000-8000-0000000000d1'),
};

const times = (count: number, operation: (number: number) => CrashOperation): readonly CrashOperation[] =>
  Array.from({ length: count }, (_, index) => operation(index + 1));

const usual = {
  owner,
  lay: () => undefined,
  before: [],
  spoil: () => undefined,
  entriesEach: 1,
  mayRecover: false,
  segmentBytesMax: null,
  checkpointPages: 40,
};

export const crashWorkloads: readonly CrashWorkload[] = [
  { ...usual, name: 'firstStart', operations: times(3, sale) },
  { ...usual, name: 'sale', before: [sale(100)], operations: times(10, sale) },
  { ...usual, name: 'enrolment', before: [sale(100)], operations: times(8, enrolment) },
  { ...usual, name: 'topUp', before: [sale(100)], operations: times(8, topUp) },
  {
    ...usual,
    name: 'redemption',
    before: [sale(100), topUp(100)],
    operations: times(8, redemption),
    entriesEach: 2,
  },
  { ...usual, name: 'refund', before: [...times(8, sale), topUp(100)], operations: times(8, refund) },
  { ...usual, name: 'rotation', before: [sale(100)], operations: times(6, sale), segmentBytesMax: 2_000 },
  { ...usual, name: 'backup', before: [sale(100)], operations: times(2, backedUpSale) },
  {
    ...usual,
    name: 'rebuilding',
    before: times(6, sale),
    spoil: (folder) => rmSync(path.join(folder, 'ledger.db')),
    operations: [sale(100)],
    mayRecover: true,
  },
  { ...usual, name: 'migration', owner: formerOwner, lay: layFormerTill, operations: times(2, sale) },
];

export function crashWorkload(name: string | undefined): CrashWorkload {
  const workload = crashWorkloads.find((known) => known.name === name);
  invariant(workload !== undefined, `${name} is a workload`);
  return workload;
}
