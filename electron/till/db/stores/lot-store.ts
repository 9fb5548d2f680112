/** Lots of members as they stand: those that this ledger made, and what was taken of a snapshot's. */

import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Lot } from '#shared/ledger/posting.ts';
import type { LotChange, LotState, LotUnit, NewLot } from '#shared/ledger/value/lot-state.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf, textOrNull, uuidOf } from '../row.ts';
import { createSums } from './gathered-rows.ts';
import type { GatheredRows, RowTable, SumTable } from './gathered-rows.ts';

export type SnapshotDraw = { readonly unit: LotUnit; readonly key: string; readonly amount: number };

export type LotStore = {
  /** Lots that hold or owe something, in no order. */
  readonly lotsOf: (memberRef: MemberRef) => readonly LotState[];
  /** What this till's entries added to the lots of a snapshot: below 0 for what was taken. */
  readonly snapshotDraws: (memberRef: MemberRef) => readonly SnapshotDraw[];
};

export type LotWriter = LotStore & {
  readonly make: (lot: NewLot) => void;
  readonly change: (change: LotChange) => void;
};

const columns = 'lot_entry_id, lot_line, unit, origin, made_on, release_on, expires_on, open, held';

export function createLotStore(db: ReadDb): LotStore {
  const lots = db.prepareRead(
    `SELECT ${columns} FROM lot WHERE member_ref = ? AND unit = ? AND (open <> 0 OR held <> 0)`,
  );
  const draws = db.prepareRead('SELECT unit, lot_key, amount FROM snapshot_draw WHERE member_ref = ?');
  return {
    lotsOf: (memberRef) => {
      const member = uuidToBytes(memberRef);
      return [...lots.all(member, 'points'), ...lots.all(member, 'money')].map(lotFrom);
    },
    snapshotDraws: (memberRef) =>
      draws.all(uuidToBytes(memberRef)).map((row) => ({
        unit: unitFrom(row),
        key: textOf(row, 'lot_key'),
        amount: integerOf(row, 'amount'),
      })),
  };
}

/** What is added is in the tables once the gathered rows are written. */
export function createLotWriter(db: WriteDb, gathered: GatheredRows): LotWriter {
  const changeLot = gathered.table(lotTable(db));
  const addToDraw = createSums(gathered, drawSums(db));
  return {
    ...createLotStore(db),
    make: (made) =>
      changeLot(made.lot, (before) => {
        invariant(before === undefined, 'a lot is made once');
        return { made, open: 0, held: 0 };
      }),
    change: ({ memberRef, unit, source, open, held }) => {
      if (source.kind === 'snapshot') {
        invariant(held === 0, 'a snapshot holds nothing back');
        addToDraw({ memberRef, unit, lotKey: source.key }, [open]);
        return;
      }
      changeLot(source, (before) => {
        invariant(before !== undefined, 'a lot is made before it changes');
        return { ...before, open: addInt(before.open, open), held: addInt(before.held, held) };
      });
    },
  };
}

type LotRow = {
  /** Null for a lot that the table has already. */
  readonly made: NewLot | null;
  readonly open: number;
  readonly held: number;
};

function lotTable(db: WriteDb): RowTable<Lot, LotRow> {
  const find = db.prepareRead('SELECT open, held FROM lot WHERE lot_entry_id = ? AND lot_line = ?');
  const add = db.prepare(
    `INSERT INTO lot (lot_entry_id, lot_line, member_ref, unit, origin, made_on, release_on, expires_on, open, held)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const set = db.prepare('UPDATE lot SET open = ?, held = ? WHERE lot_entry_id = ? AND lot_line = ?');
  return {
    nameOf: ({ entryId, line }) => `${entryId} ${line}`,
    find: ({ entryId, line }) => {
      const row = find.get(uuidToBytes(entryId), line);
      return row && { made: null, open: integerOf(row, 'open'), held: integerOf(row, 'held') };
    },
    write: ({ entryId, line }, { made, open, held }) => {
      const id = uuidToBytes(entryId);
      if (made === null) return void set.run(open, held, id, line);
      const { memberRef, unit, origin, madeOn, releaseOn, expiresOn } = made;
      add.run(id, line, uuidToBytes(memberRef), unit, origin, madeOn, releaseOn, expiresOn, open, held);
    },
  };
}

type DrawKey = { readonly memberRef: MemberRef; readonly unit: LotUnit; readonly lotKey: string };

function drawSums(db: WriteDb): SumTable<DrawKey> {
  return {
    columns: ['amount'],
    nameOf: ({ memberRef, unit, lotKey }) => `${memberRef} ${unit} ${lotKey}`,
    valuesOf: ({ memberRef, unit, lotKey }) => [uuidToBytes(memberRef), unit, lotKey],
    find: db.prepareRead(
      'SELECT amount FROM snapshot_draw WHERE member_ref = ? AND unit = ? AND lot_key = ?',
    ),
    write: db.prepare(
      `INSERT INTO snapshot_draw (member_ref, unit, lot_key, amount) VALUES (?, ?, ?, ?)
       ON CONFLICT (member_ref, unit, lot_key) DO UPDATE SET amount = excluded.amount`,
    ),
  };
}

function lotFrom(row: SqlRow): LotState {
  return {
    source: { kind: 'entry', entryId: uuidOf(row, 'lot_entry_id'), line: integerOf(row, 'lot_line') },
    unit: unitFrom(row),
    origin: originFrom(row),
    madeOn: textOf(row, 'made_on'),
    releaseOn: textOrNull(row, 'release_on'),
    expiresOn: textOrNull(row, 'expires_on'),
    open: integerOf(row, 'open'),
    held: integerOf(row, 'held'),
  };
}

function unitFrom(row: SqlRow): LotUnit {
  return textOf(row, 'unit') === 'points' ? 'points' : 'money';
}

function originFrom(row: SqlRow): LotState['origin'] {
  const name = textOf(row, 'origin');
  const origin = lotOrigins.find((candidate) => candidate === name);
  invariant(origin !== undefined, 'a lot has an origin of the list');
  return origin;
}
