/** Puts pulled members in the place of what the cache knew of them; takes out those who are gone. */

import type { PulledFacts } from '#shared/contracts/sync/kept-facts.ts';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import type { Member, MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { SqlRow, SqlValue, WriteDb, WriteStatement } from '../database.ts';
import { bytesOf, integerOf, textOf, textOrNull } from '../row.ts';
import { createMemberFactsWriter } from './member-facts-store.ts';
import { cardUidBytes, visitBytes } from './member-rows.ts';
import type { StoreNumbers } from './member-rows.ts';
import { createMemberWriter, memberWords } from './member-writer.ts';
import type { CardToWrite } from './member-writer.ts';

export type PulledMemberWriter = {
  /** Within the caller's transaction, like all of these. */
  readonly put: (record: PulledMember) => void;
  /** Nothing for a reference that the cache does not know. */
  readonly remove: (memberRef: MemberRef) => void;
};

/** For a file whose rows are all found by their indexes. */
export function createPulledMemberWriter(db: WriteDb, stores: StoreNumbers): PulledMemberWriter {
  // One look for all that is compared, a row for each card: most members of a delta have other figures and nothing else.
  const known = db.prepareRead(
    `SELECT m.member_id, m.name, m.latin_name, m.phone, c.card_uid, c.card_number, c.state,
        EXISTS (SELECT 1 FROM member_alias AS a WHERE a.member_id = m.member_id) AS has_alias
      FROM member AS m LEFT JOIN card AS c ON c.member_id = m.member_id WHERE m.member_ref = ?`,
  );
  const updateNames = db.prepare('UPDATE member SET name = ?, latin_name = ? WHERE member_id = ?');
  // Apart from the rest: naming an indexed column writes its indexes anew even where nothing changed.
  const updatePhone = db.prepare('UPDATE member SET phone = ? WHERE member_id = ?');
  const update = db.prepare(
    `UPDATE member SET tier_id = ?, birth_date = ?, points_balance = ?, wallet_minor = ?, visit_count = ?,
        spent_minor = ?, last_visits = ? WHERE member_id = ?`,
  );
  const removeMember = db.prepare('DELETE FROM member WHERE member_id = ?');
  const writer = createMemberWriter(db, stores);
  const words = wordsOf(db);
  const cards = cardsOf(db);
  const aliases = aliasesOf(db);
  const facts = createMemberFactsWriter(db);
  let nextId = writer.nextMemberId();
  const renew = (rows: readonly [SqlRow, ...SqlRow[]], { member, aliases: named }: PulledMember): number => {
    const [row] = rows;
    const memberId = integerOf(row, 'member_id');
    const former = { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') };
    update.run(...valuesOf(member, stores), memberId);
    if (member.phone !== textOrNull(row, 'phone')) updatePhone.run(member.phone, memberId);
    if (former.name !== member.name || former.latinName !== member.latinName) {
      updateNames.run(member.name, member.latinName, memberId);
      words.replace(memberId, former, member);
    }
    cards.replace(memberId, cardsIn(rows), member.cards);
    if (named.length > 0 || integerOf(row, 'has_alias') === 1) aliases.replace(memberId, named);
    return memberId;
  };
  const add = ({ member, aliases: named }: PulledMember): number => {
    const memberId = nextId;
    nextId += 1;
    writer.addMember(memberId, { member, ...member, cards: [] });
    cards.replace(memberId, [], member.cards);
    aliases.replace(memberId, named);
    return memberId;
  };
  return {
    put: (record) => {
      const [row, ...others] = known.all(uuidToBytes(record.member.memberRef));
      const memberId = row === undefined ? add(record) : renew([row, ...others], record);
      facts.setFacts(memberId, keptFacts(record));
    },
    remove: (memberRef) => {
      const rows = known.all(uuidToBytes(memberRef));
      const [row] = rows;
      if (row === undefined) return;
      const memberId = integerOf(row, 'member_id');
      words.remove(memberId, { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') });
      cards.replace(memberId, cardsIn(rows), []);
      aliases.replace(memberId, []);
      facts.removeFacts(memberId);
      removeMember.run(memberId);
    },
  };
}

export type PulledMemberLoader = PulledMemberWriter & {
  /** Once, behind the last record: of whoever came several times the last one stays. */
  readonly finish: () => void;
};

/** For a new file: within `beginBulkLoad` and `endBulkLoad`, each member once. */
export function createPulledMemberLoader(db: WriteDb, stores: StoreNumbers): PulledMemberLoader {
  const writer = createMemberWriter(db, stores, 'bulk');
  const facts = createMemberFactsWriter(db);
  const addAlias = db.prepare(
    `INSERT INTO member_alias (alias_ref, member_id) VALUES (?, ?)
     ON CONFLICT (alias_ref) DO UPDATE SET member_id = excluded.member_id`,
  );
  const goneAfter = new Map<MemberRef, number>();
  let memberCount = 0;
  return {
    put: (record) => {
      const { member } = record;
      memberCount += 1;
      writer.addMember(memberCount, { member, ...member });
      facts.addFacts(memberCount, keptFacts(record));
      for (const alias of record.aliases) addAlias.run(uuidToBytes(alias), memberCount);
    },
    remove: (memberRef) => void goneAfter.set(memberRef, memberCount),
    finish: () => leaveOutFormer(db, goneAfter),
  };
}

/** Rows of members who were told again or are gone, and cards that somebody else was given later. */
function leaveOutFormer(db: WriteDb, goneAfter: ReadonlyMap<MemberRef, number>): void {
  const words = wordsOf(db);
  const facts = createMemberFactsWriter(db);
  const removals = [
    'DELETE FROM temp.card_loading WHERE member_id = ?',
    'DELETE FROM member_alias WHERE member_id = ?',
    'DELETE FROM member WHERE member_id = ?',
  ].map((sql) => db.prepare(sql));
  const told = db.prepareRead(
    `SELECT member_id, member_ref, name, latin_name FROM member WHERE member_id IN (
       SELECT member_id FROM (
         SELECT member_id, row_number() OVER (PARTITION BY member_ref ORDER BY member_id DESC) AS place FROM member
       ) WHERE place > 1
     )`,
  );
  const remove = (row: SqlRow): void => {
    const memberId = integerOf(row, 'member_id');
    words.remove(memberId, { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') });
    facts.removeFacts(memberId);
    for (const removal of removals) removal.run(memberId);
  };
  for (const row of told.all()) remove(row);
  // There is no index yet, and hardly ever anybody: one walk for all of them.
  if (goneAfter.size > 0) {
    const gone = new Map([...goneAfter].map(([ref, count]) => [uuidKey(uuidToBytes(ref)), count]));
    const named = db.prepareRead(
      `SELECT member_id, member_ref, name, latin_name FROM member
       WHERE lower(hex(member_ref)) IN (SELECT value FROM json_each(?))`,
    );
    const left = named
      .all(JSON.stringify([...gone.keys()]))
      .filter((row) => integerOf(row, 'member_id') <= (gone.get(uuidKey(bytesOf(row, 'member_ref'))) ?? 0));
    for (const row of left) remove(row);
  }
  db.prepare(
    `DELETE FROM temp.card_loading WHERE rowid IN (
       SELECT place_id FROM (
         SELECT rowid AS place_id, row_number() OVER (PARTITION BY card_uid ORDER BY rowid DESC) AS place
         FROM temp.card_loading
       ) WHERE place > 1
     )`,
  ).run();
}

function uuidKey(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

type Named = Pick<Member, 'name' | 'latinName'>;

/** The index keeps no text of its own: what is to leave it must be told again, word for word. */
function wordsOf(db: WriteDb) {
  const insert = db.prepare('INSERT INTO member_search (rowid, words) VALUES (?, ?)');
  const remove = db.prepare(
    "INSERT INTO member_search (member_search, rowid, words) VALUES ('delete', ?, ?)",
  );
  return {
    replace: (memberId: number, former: Named, next: Named): void => {
      remove.run(memberId, memberWords(former));
      insert.run(memberId, memberWords(next));
    },
    remove: (memberId: number, former: Named): void => void remove.run(memberId, memberWords(former)),
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

function valuesOf(member: PulledMember['member'], stores: StoreNumbers): readonly SqlValue[] {
  const { tierId, birthDate, pointsBalance, walletMinor, visitCount, spentMinor, lastVisits } = member;
  const visits = visitBytes(lastVisits, stores);
  return [tierId, birthDate, pointsBalance, walletMinor, visitCount, spentMinor, visits];
}

function keptFacts({
  member,
  ...record
}: PulledMember): Parameters<ReturnType<typeof createMemberFactsWriter>['setFacts']>[1] {
  const { traits, purchaseDays, stampsCollected } = member;
  const { lots, offerUses, tierSetAtMs, tierKeptUntil, hold } = record;
  const pulled: PulledFacts = { lots, offerUses, tierSetAtMs, tierKeptUntil, hold };
  const isPlain = lots.length + offerUses.length === 0 && (tierSetAtMs ?? tierKeptUntil ?? hold) === null;
  return {
    ...(traits === undefined ? {} : { traits }),
    ...(purchaseDays === undefined ? {} : { purchaseDays }),
    ...(stampsCollected === undefined ? {} : { stampsCollected }),
    ...(isPlain ? {} : { pulled }),
  };
}
