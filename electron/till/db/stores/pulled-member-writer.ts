/** Puts pulled members in the place of what the cache knew of them; takes out those who are gone. */

import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { SqlRow, SqlValue, WriteDb, WriteStatement } from '../database.ts';
import { bytesOf, integerOf, textOf, textOrNull } from '../row.ts';
import { pulledFactsText } from './facts-text.ts';
import { cardUidBytes } from './member-rows.ts';
import type { StoreNumbers } from './member-rows.ts';
import { createMemberWriter } from './member-writer.ts';
import type { CardToWrite } from './member-writer.ts';
import { createSearchWords } from './search-words.ts';
import { visitBytes } from './visit-bytes.ts';

export type PulledMemberWriter = {
  /** Within the caller's transaction, like all of these. */
  readonly put: (record: PulledMember) => void;
  /** Nothing for a reference that the cache does not know. */
  readonly remove: (memberRef: MemberRef) => void;
};

/** For a file whose rows are all found by their indexes. */
export function createPulledMemberWriter(db: WriteDb, stores: StoreNumbers): PulledMemberWriter {
  // One look for all that is compared, a row for each card.
  const known = db.prepareRead(
    `SELECT m.member_id, m.name, m.latin_name, m.phone, c.card_uid, c.card_number, c.state,
        EXISTS (SELECT 1 FROM member_alias AS a WHERE a.member_id = m.member_id) AS has_alias
      FROM member AS m LEFT JOIN card AS c ON c.member_id = m.member_id WHERE m.member_ref = ?`,
  );
  const updateNames = db.prepare('UPDATE member SET name = ?, latin_name = ? WHERE member_id = ?');
  // Apart from the rest: naming an indexed column writes its indexes anew even where nothing changed.
  const updatePhone = db.prepare('UPDATE member SET phone = ? WHERE member_id = ?');
  const update = db.prepare(`UPDATE member SET ${figures} WHERE member_id = ?`);
  const removeMember = db.prepare('DELETE FROM member WHERE member_id = ?');
  const writer = createMemberWriter(db, stores);
  const words = createSearchWords(db);
  const cards = cardsOf(db);
  const aliases = aliasesOf(db);
  const renewFigures = figuresOf(db);
  let nextId = writer.nextMemberId();
  const renew = (rows: readonly [SqlRow, ...SqlRow[]], { member, aliases: named, values }: ToPut): void => {
    const [row] = rows;
    const memberId = integerOf(row, 'member_id');
    const former = { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') };
    update.run(...values, memberId);
    if (member.phone !== textOrNull(row, 'phone')) updatePhone.run(member.phone, memberId);
    if (former.name !== member.name || former.latinName !== member.latinName) {
      updateNames.run(member.name, member.latinName, memberId);
      words.replace(memberId, former, member);
    }
    cards.replace(memberId, cardsIn(rows), member.cards);
    if (named.length > 0 || integerOf(row, 'has_alias') === 1) aliases.replace(memberId, named);
  };
  const add = ({ member, aliases: named, values }: ToPut): void => {
    const memberId = nextId;
    nextId += 1;
    writer.addMember(memberId, { member, ...member, cards: [] });
    update.run(...values, memberId);
    cards.replace(memberId, [], member.cards);
    aliases.replace(memberId, named);
  };
  return {
    put: (record) => {
      const { member, aliases: named } = record;
      const toPut = { member, aliases: named, values: valuesOf(record, stores) };
      if (renewFigures(toPut)) return;
      const [row, ...others] = known.all(uuidToBytes(member.memberRef));
      if (row === undefined) add(toPut);
      else renew([row, ...others], toPut);
    },
    remove: (memberRef) => {
      const rows = known.all(uuidToBytes(memberRef));
      const [row] = rows;
      if (row === undefined) return;
      const memberId = integerOf(row, 'member_id');
      words.remove(memberId, { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') });
      cards.replace(memberId, cardsIn(rows), []);
      aliases.replace(memberId, []);
      removeMember.run(memberId);
    },
  };
}

type ToPut = Pick<PulledMember, 'member' | 'aliases'> & { readonly values: readonly SqlValue[] };

/** What a visit changes. */
const figures = `tier_id = ?, birth_date = ?, points_balance = ?, wallet_minor = ?, visit_count = ?, spent_minor = ?,
  last_visits = ?, facts = ?`;

function valuesOf(record: PulledMember, stores: StoreNumbers): readonly SqlValue[] {
  const { tierId, birthDate, pointsBalance, walletMinor, visitCount, spentMinor, lastVisits } = record.member;
  const visits = visitBytes(lastVisits, stores);
  const facts = pulledFactsText(record);
  return [tierId, birthDate, pointsBalance, walletMinor, visitCount, spentMinor, visits, facts];
}

/**
 * Most members of a delta have other figures and nothing else, one card at most and no other reference: they are known by
 * that and written in one step. False, and nothing written, for everybody else.
 */
function figuresOf(db: WriteDb): (toPut: ToPut) => boolean {
  const update = db.prepare(
    `UPDATE member SET ${figures}
      WHERE member_ref = ? AND name = ? AND latin_name IS ? AND phone IS ?
        AND coalesce((
          SELECT sum(CASE WHEN c.card_uid = ? AND c.card_number IS ? AND c.state = ? THEN 1 ELSE 2 END)
          FROM card AS c INDEXED BY card_by_member WHERE c.member_id = member.member_id
        ), 0) = ?
        AND NOT EXISTS (SELECT 1 FROM member_alias AS a WHERE a.member_id = member.member_id)`,
  );
  return ({ member, aliases, values }) => {
    const { memberRef, name, latinName, phone, cards } = member;
    if (aliases.length > 0 || cards.length > 1) return false;
    const [card] = cards;
    const { changes } = update.run(
      ...values,
      uuidToBytes(memberRef),
      name,
      latinName,
      phone,
      card === undefined ? null : cardUidBytes(card.cardUid),
      card?.cardNumber ?? null,
      card?.state ?? null,
      cards.length,
    );
    return changes === 1;
  };
}

/** A card goes with whoever was told last to have it. */
function cardsOf(db: WriteDb) {
  const remove = db.prepare('DELETE FROM card WHERE card_uid = ?');
  const set = db.prepare(
    `INSERT INTO card (card_uid, member_id, card_number, state) VALUES (?, ?, ?, ?)
     ON CONFLICT (card_uid) DO UPDATE SET member_id = excluded.member_id, card_number = excluded.card_number,
       state = excluded.state`,
  );
  return {
    replace: (memberId: number, present: readonly SqlRow[], cards: readonly CardToWrite[]): void => {
      if (isSame(present, cards)) return;
      for (const row of present) remove.run(bytesOf(row, 'card_uid'));
      for (const { cardUid, cardNumber, state } of cards) {
        set.run(cardUidBytes(cardUid), memberId, cardNumber, state);
      }
    },
  };
}

/** Of a member who has none there is a row all the same. */
function cardsIn(rows: readonly SqlRow[]): readonly SqlRow[] {
  return rows.filter((row) => row['card_uid'] !== null);
}

function isSame(present: readonly SqlRow[], cards: readonly CardToWrite[]): boolean {
  if (present.length !== cards.length) return false;
  return cards.every(({ cardUid, cardNumber, state }) => {
    const bytes = Buffer.from(cardUidBytes(cardUid));
    const row = present.find((candidate) => bytes.equals(bytesOf(candidate, 'card_uid')));
    return row !== undefined && row['card_number'] === cardNumber && row['state'] === state;
  });
}

function aliasesOf(db: WriteDb) {
  const remove: WriteStatement = db.prepare('DELETE FROM member_alias WHERE member_id = ?');
  const set = db.prepare(
    `INSERT INTO member_alias (alias_ref, member_id) VALUES (?, ?)
     ON CONFLICT (alias_ref) DO UPDATE SET member_id = excluded.member_id`,
  );
  return {
    replace: (memberId: number, aliases: readonly MemberRef[]): void => {
      remove.run(memberId);
      for (const alias of aliases) set.run(uuidToBytes(alias), memberId);
    },
  };
}
