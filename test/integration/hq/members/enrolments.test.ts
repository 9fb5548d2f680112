import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { markMembersChanged } from '#sync/server/db/stores/publication/member-store.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { eraseMember } from '#sync/server/members/erase-member.ts';
import { erasuresArea } from '#sync/server/members/erasures-area.ts';
import { createPersonSeal } from '#sync/server/members/person.ts';
import { takeArrivedRecords } from '#sync/server/members/records-worker.ts';
import { takeEnrolment } from '#sync/server/members/take-enrolment.ts';
import type { TakenEnrolment } from '#sync/server/members/take-enrolment.ts';
import { unmergeMember } from '#sync/server/truth/merge-members.ts';
import { publicationTurn } from '#sync/server/publication/publication-worker.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { sealedRecordOf, sealedText } from '#test/support/hq/enrolments.ts';
import type { EnrolledPerson } from '#test/support/hq/enrolments.ts';
import {
  appliedTo,
  bringChain,
  demoMembers,
  demoStoreId,
  pullOnce,
} from '#test/support/hq/published-chain.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys, sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');
const administrator = uuid('0193a0b0-0000-7000-8000-0000000000ad');
const first = uuid('0193a0b0-1111-7000-8000-000000000001');
const second = uuid('0193a0b0-1111-7000-8000-000000000002');
const third = uuid('0193a0b0-1111-7000-8000-000000000003');
const phone = '+989121112233';

async function world(): Promise<HqDeps> {
  const deps = testHqDeps(database.db());
  await bringChain(deps, 1);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  return deps;
}

type Arriving = { readonly madeAtMs?: number };

async function enrol(deps: HqDeps, person: EnrolledPerson, arriving: Arriving = {}): Promise<TakenEnrolment> {
  const { madeAtMs = 1_000 } = arriving;
  const sealed = sealedRecordOf(deps, person);
  return inTransaction(deps, async (transaction) => {
    const enrolment = { memberRef: person.memberRef, deviceId, recordHash: sealed.recordHash, madeAtMs };
    const result = await takeEnrolment(transaction, { ...enrolment, attachment: sealed }, deps);
    await markMembersChanged(transaction, result.touched, await nextChange(transaction, ['member']));
    return result;
  });
}

async function keepAttachment(
  deps: HqDeps,
  sealed: {
    readonly recordHash: Uint8Array;
    readonly ciphertext: Uint8Array;
    readonly sealedKey: Uint8Array;
  },
): Promise<void> {
  await deps.db
    .insertInto('attachment')
    .values({
      device_id: deviceId,
      record_hash: sealed.recordHash,
      ciphertext: sealed.ciphertext,
      sealed_key: sealed.sealedKey,
      received_ms: 0,
    })
    .execute();
}

async function pulled(deps: HqDeps) {
  return appliedTo(new Map(), await pullOnce(deps, { deviceId, cursor: null }));
}

/** Every column of every table of HQ as one text. */
async function wholeDatabase(deps: HqDeps): Promise<string> {
  const tables = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r'`.execute(deps.db);
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`.execute(deps.db);
    for (const row of rows.rows) {
      for (const value of Object.values(row)) {
        texts.push(
          value instanceof Uint8Array
            ? `${Buffer.from(value).toString('latin1')} ${bytesToHex(value)}`
            : String(value),
        );
      }
    }
  }
  return texts.join('\n');
}

describe('an enrolment of a till', () => {
  it('becomes a member that every till pulls, with name, number and card', async () => {
    const deps = await world();
    await enrol(deps, {
      memberRef: first,
      name: 'مریم',
      phone,
      birthDate: '1990-02-03',
      cardUid: '04AABBCCDDEE80',
    });
    expect((await pulled(deps)).get(first)?.member).toMatchObject({
      name: 'مریم',
      phone,
      birthDate: '1990-02-03',
      tierId: 'bronze',
      cards: [{ cardUid: '04AABBCCDDEE80', cardNumber: null, state: 'active' }],
    });
  });

  it('waits for its record, and becomes a member when the record comes', async () => {
    const deps = await world();
    const late = sealedRecordOf(deps, { memberRef: first, name: 'Late', phone });
    const enrolment = {
      memberRef: first,
      deviceId,
      recordHash: late.recordHash,
      madeAtMs: 1,
      attachment: undefined,
    };
    const taken = await inTransaction(deps, (transaction) => takeEnrolment(transaction, enrolment, deps));
    expect(taken.record).toBe('waiting');
    const { cursor } = (await pullOnce(deps, { deviceId, cursor: null })).manifest;
    expect([await takeArrivedRecords(deps), (await pulled(deps)).has(first)]).toEqual([0, false]);
    await keepAttachment(deps, late);
    expect([await takeArrivedRecords(deps), await takeArrivedRecords(deps)]).toEqual([1, 0]);
    const { records } = await pullOnce(deps, { deviceId, cursor });
    expect(records.map((record) => record.t === 'member' && record.member.name)).toEqual(['Late']);
  });

  it('changes nothing when it is counted again', async () => {
    const deps = await world();
    await enrol(deps, { memberRef: first, name: 'Once', phone });
    const again = await enrol(deps, { memberRef: first, name: 'Twice', phone });
    expect([again.touched, again.merged]).toEqual([[], null]);
    expect((await pulled(deps)).get(first)?.member.name).toBe('Once');
  });

  it.each([
    ['is no JSON', 'nonsense'],
    [
      'names another member',
      JSON.stringify({
        schemaVersion: 1,
        memberRef: third,
        name: 'X',
        phone: null,
        birthDate: null,
        tierId: 'bronze',
        cardUid: null,
      }),
    ],
    [
      'has no name',
      JSON.stringify({
        schemaVersion: 1,
        memberRef: first,
        name: '',
        phone: null,
        birthDate: null,
        tierId: 'bronze',
        cardUid: null,
      }),
    ],
    ['asks for a prototype', '{"schemaVersion":1,"__proto__":{"name":"X"}}'],
  ])('stays unnamed with a notice when its record %s', async (_what, text) => {
    const deps = await world();
    const sealed = sealedText(deps, text);
    const taken = await inTransaction(deps, (transaction) =>
      takeEnrolment(
        transaction,
        { memberRef: first, deviceId, recordHash: sealed.recordHash, madeAtMs: 1, attachment: sealed },
        deps,
      ),
    );
    expect(taken.record).toBe('unreadable');
    expect((await pulled(deps)).has(first)).toBe(false);
    const notices = await deps.db.selectFrom('notice').select(['kind', 'member_ref']).execute();
    expect(notices).toEqual([{ kind: 'recordUnreadable', member_ref: first }]);
  });
});

describe('two members with one phone number', () => {
  it.each([
    ['the older one came first', 1_000, 2_000],
    ['the older one came last', 2_000, 1_000],
  ])('become one, the older, whose cards and figures are those of both, when %s', async (_when, one, two) => {
    const deps = await world();
    await enrol(deps, { memberRef: first, name: 'A', phone, cardUid: '04AABBCCDDEE81' }, { madeAtMs: one });
    const taken = await enrol(
      deps,
      { memberRef: second, name: 'B', phone, cardUid: '04AABBCCDDEE82' },
      { madeAtMs: two },
    );
    const [older, younger] = one < two ? [first, second] : [second, first];
    expect(taken.merged).toEqual({ from: younger, into: older, aliases: [] });
    const other = '0193a0b0-0000-7000-8000-00000000000b';
    await sql`INSERT INTO member_sum (member_ref, device_id, points) VALUES (${first}, ${other}, 5), (${second}, ${other}, 7)`.execute(
      deps.db,
    );
    const members = await pulled(deps);
    expect([members.has(older), members.has(younger)]).toEqual([true, false]);
    const survivor = members.get(older);
    expect([survivor?.aliases, survivor?.member.pointsBalance, survivor?.member.cards.length]).toEqual([
      [younger],
      12,
      2,
    ]);
    const notices = await deps.db.selectFrom('notice').select(['kind', 'member_ref']).execute();
    expect(notices).toEqual([{ kind: 'membersMerged', member_ref: younger }]);
  });

  it('become one even when there are three of them', async () => {
    const deps = await world();
    await enrol(deps, { memberRef: second, name: 'B', phone }, { madeAtMs: 2_000 });
    await enrol(deps, { memberRef: third, name: 'C', phone }, { madeAtMs: 3_000 });
    await enrol(deps, { memberRef: first, name: 'A', phone }, { madeAtMs: 1_000 });
    expect((await pulled(deps)).get(first)?.aliases).toEqual([second, third]);
    // Taking it back gives the one in the middle its own alias again.
    expectOk(await unmergeMember(deps, { memberRef: second, by: administrator }));
    const members = await pulled(deps);
    expect([members.get(first)?.aliases, members.get(second)?.aliases]).toEqual([[], [third]]);
  });

  it('hand a hold on, so that a second enrolment is no way out of it', async () => {
    const deps = await world();
    await enrol(deps, { memberRef: second, name: 'B', phone }, { madeAtMs: 2_000 });
    await deps.db.updateTable('member').set({ hold: 'overdraft' }).where('member_ref', '=', second).execute();
    await enrol(deps, { memberRef: first, name: 'A', phone }, { madeAtMs: 1_000 });
    expect((await pulled(deps)).get(first)?.hold).toBe('overdraft');
  });

  it('stay two when neither has a number', async () => {
    const deps = await world();
    await enrol(deps, { memberRef: first, name: 'A', phone: null });
    expect((await enrol(deps, { memberRef: second, name: 'B', phone: null })).merged).toBe(null);
  });
});

describe('an erased member', () => {
  it('is gone from HQ with key, cards and records, from tills by an order, and stays gone when a till sends it again', async () => {
    const deps = await world();
    const person = { memberRef: first, name: 'Canary Name', phone, cardUid: '04AABBCCDDEE80' };
    const sealed = sealedRecordOf(deps, person);
    await keepAttachment(deps, sealed);
    await inTransaction(deps, async (transaction) => {
      const enrolment = {
        memberRef: first,
        deviceId,
        recordHash: sealed.recordHash,
        madeAtMs: 1,
        attachment: sealed,
      };
      const { touched } = await takeEnrolment(transaction, enrolment, deps);
      await markMembersChanged(transaction, touched, await nextChange(transaction, ['member']));
    });
    const before = await pullOnce(deps, { deviceId, cursor: null });
    const orderId = await eraseMember(deps, { memberRef: first, orderedBy: administrator });
    expect(await eraseMember(deps, { memberRef: first, orderedBy: administrator })).toBe(orderId);
    const rows = await deps.db
      .selectFrom('member')
      .select(['sealed_key', 'sealed_person', 'phone_index'])
      .where('member_ref', '=', first)
      .execute();
    expect(rows).toEqual([{ sealed_key: null, sealed_person: null, phone_index: null }]);
    expect(
      await deps.db.selectFrom('card').select('card_uid').where('member_ref', '=', first).execute(),
    ).toEqual([]);
    const { records } = await pullOnce(deps, { deviceId, cursor: before.manifest.cursor });
    expect(records).toEqual([{ t: 'memberGone', memberRef: first, reason: 'erased', orderId }]);
    await keepAttachment(deps, sealed);
    await enrol(deps, person);
    await publicationTurn(deps, { holder: administrator, stopping: new AbortController().signal });
    expect(await deps.db.selectFrom('attachment').select('record_hash').execute()).toEqual([]);
    expect((await pulled(deps)).has(first)).toBe(false);
  });

  it('takes along every reference that meant the same person', async () => {
    const deps = await world();
    await enrol(deps, { memberRef: first, name: 'A', phone }, { madeAtMs: 1_000 });
    await enrol(deps, { memberRef: second, name: 'B', phone }, { madeAtMs: 2_000 });
    await eraseMember(deps, { memberRef: second, orderedBy: administrator });
    const states = await deps.db
      .selectFrom('member')
      .select(['state', 'sealed_key'])
      .where('member_ref', 'in', [first, second])
      .execute();
    expect(states).toEqual([
      { state: 'erased', sealed_key: null },
      { state: 'erased', sealed_key: null },
    ]);
  });

  it('is confirmed by tills under the order, and an order that nobody gave is refused', async () => {
    const deps = await world();
    const keys = newTillKeys();
    const other = uuid('0193a0b0-0000-7000-8000-00000000000c');
    await insertJoinedTill(deps, { keys, deviceId: other, storeId: demoStoreId });
    const app = await testApp(deps, [createSyncArea({ areas: [erasuresArea] })]);
    await enrol(deps, { memberRef: first, name: 'A', phone });
    const orderId = await eraseMember(deps, { memberRef: first, orderedBy: administrator });
    const confirm = (id: string) =>
      sendToHq(app, deps, signRequest(keys, other, { method: 'POST', path: `/erasures/${id}`, body: {} }));
    expect((await confirm(orderId ?? '')).status).toBe(200);
    expect((await confirm(orderId ?? '')).status).toBe(200);
    expect((await confirm(third)).status).toBe(404);
    const done = await deps.db.selectFrom('erasure_done').select(['order_id', 'device_id']).execute();
    expect(done).toEqual([{ order_id: orderId, device_id: other }]);
  });
});

describe('the database of HQ', () => {
  it('holds no name, number or birthday of a member in the clear, in any column of any table', async () => {
    const deps = await world();
    await enrol(deps, { memberRef: first, name: 'Canary Bird', phone, birthDate: '1990-02-03' });
    await pullOnce(deps, { deviceId, cursor: null });
    const text = await wholeDatabase(deps);
    const hex = (word: string): string => Buffer.from(word).toString('hex');
    const [brought] = demoMembers(1);
    const names = ['Canary Bird', brought?.name ?? '', brought?.latinName ?? ''];
    for (const canary of [...names, phone, phone.slice(1), '1990-02-03']) {
      expect([canary, text.includes(canary), text.includes(hex(canary))]).toEqual([canary, false, false]);
    }
    // The search itself finds what is in the clear.
    expect(text).toContain(first);
    const sealed = await deps.db
      .selectFrom('member')
      .select(['sealed_person', 'sealed_key'])
      .where('member_ref', '=', first)
      .executeTakeFirstOrThrow();
    const seal = createPersonSeal(deps.serviceKeys.dataSeal, deps.randomBytes);
    const opened = seal.open(first, {
      sealedPerson: sealed.sealed_person ?? new Uint8Array(),
      sealedKey: sealed.sealed_key ?? new Uint8Array(),
    });
    expect(opened.name).toBe('Canary Bird');
  });
});
