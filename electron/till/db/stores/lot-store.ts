/** Lots of members as they stand: those that this ledger made, and what was taken of a snapshot's. */

import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { LotChange, LotState, LotUnit, NewLot } from '#shared/ledger/value/lot-state.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf, textOrNull, uuidOf } from '../row.ts';

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

export function createLotWriter(db: WriteDb): LotWriter {
  const add = db.prepare(
    `INSERT INTO lot (lot_entry_id, lot_line, member_ref, unit, origin, made_on, release_on, expires_on, open, held)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
  );
  const find = db.prepareRead('SELECT open, held FROM lot WHERE lot_entry_id = ? AND lot_line = ?');
  const set = db.prepare('UPDATE lot SET open = ?, held = ? WHERE lot_entry_id = ? AND lot_line = ?');
  const findDraw = db.prepareRead(
    'SELECT amount FROM snapshot_draw WHERE member_ref = ? AND unit = ? AND lot_key = ?',
  );
  const setDraw = db.prepare(
    `INSERT INTO snapshot_draw (member_ref, unit, lot_key, amount) VALUES (?, ?, ?, ?)
     ON CONFLICT (member_ref, unit, lot_key) DO UPDATE SET amount = excluded.amount`,
  );
  return {
    ...createLotStore(db),
    make: ({ lot, memberRef, unit, origin, madeOn, releaseOn, expiresOn }) => {
      const id = uuidToBytes(lot.entryId);
      add.run(id, lot.line, uuidToBytes(memberRef), unit, origin, madeOn, releaseOn, expiresOn);
    },
    change: ({ memberRef, unit, source, open, held }) => {
      if (source.kind === 'snapshot') {
        invariant(held === 0, 'a snapshot holds nothing back');
        const key = [uuidToBytes(memberRef), unit, source.key] as const;
        const row = findDraw.get(...key);
        setDraw.run(...key, addInt(row === undefined ? 0 : integerOf(row, 'amount'), open));
        return;
      }
      const key = [uuidToBytes(source.entryId), source.line] as const;
      const row = find.get(...key);
      invariant(row !== undefined, 'a lot is made before it changes');
      set.run(addInt(integerOf(row, 'open'), open), addInt(integerOf(row, 'held'), held), ...key);
    },
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
