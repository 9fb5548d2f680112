/**
 * Fills a new file that nobody reads yet, in one transaction without a log: a stop leaves rubbish, which the next
 * start throws away.
 */

import type { WriteDb } from '../database.ts';
import { memberIndexesSql } from '../migrations/member-tables.ts';

/** Opens the transaction of the load. */
export function beginBulkLoad(db: WriteDb): void {
  db.runScript(`PRAGMA journal_mode = DELETE;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA secure_delete = OFF;
    PRAGMA cache_size = -65536;`);
  // UIDs come in no order: put into the table one by one, each would touch, seal and write a page of its own.
  db.runScript(`CREATE TEMP TABLE card_loading (
      card_uid BLOB NOT NULL,
      member_id INTEGER NOT NULL,
      card_number TEXT,
      state TEXT NOT NULL
    ) STRICT`);
  db.runScript("INSERT INTO member_search (member_search, rank) VALUES ('hashsize', 33554432)");
  db.runScript(`DROP INDEX member_by_ref;
    DROP INDEX member_by_phone;
    DROP INDEX member_by_phone_tail;
    DROP INDEX card_by_number;
    DROP INDEX card_by_member;`);
  db.runScript('BEGIN IMMEDIATE');
}

/** What becomes of a card that was given to two members. */
export type CardTwice = 'refused' | 'goesToTheLast';

const putCardsSql: Readonly<Record<CardTwice, string>> = {
  refused: `INSERT INTO card (card_uid, member_id, card_number, state)
      SELECT card_uid, member_id, card_number, state FROM temp.card_loading ORDER BY card_uid`,
  goesToTheLast: `INSERT INTO card (card_uid, member_id, card_number, state)
      SELECT card_uid, member_id, card_number, state FROM temp.card_loading WHERE true ORDER BY card_uid, rowid
      ON CONFLICT (card_uid) DO UPDATE SET member_id = excluded.member_id, card_number = excluded.card_number,
        state = excluded.state`,
};

/**
 * Puts the cards in their order, makes the indexes and closes the transaction. Throws where a member is given twice, or a
 * card that is refused then.
 */
export function endBulkLoad(db: WriteDb, cardTwice: CardTwice): void {
  db.runScript(putCardsSql[cardTwice]);
  db.runScript("INSERT INTO member_search (member_search) VALUES ('optimize')");
  db.runScript(memberIndexesSql);
  db.runScript('CREATE INDEX card_by_member ON card (member_id, card_number, state)');
  db.runScript('COMMIT');
  db.runScript('DROP TABLE temp.card_loading');
}

/** The file is whole and written like any other from here on; the caller brings it to the disk. */
export function leaveBulkLoad(db: WriteDb): void {
  db.runScript("INSERT INTO member_search (member_search, rank) VALUES ('hashsize', 1048576)");
  db.runScript(`PRAGMA secure_delete = ON;
    PRAGMA synchronous = NORMAL;
    PRAGMA journal_mode = WAL;`);
}
