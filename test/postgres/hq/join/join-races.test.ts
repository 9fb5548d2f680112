import { expect, test } from 'vitest';
import { parseJoinCode } from '#shared/domain/join-code.ts';
import type { JoinCode } from '#shared/domain/join-code.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { newTillKeys } from '#test/support/hq/test-till.ts';
import type { TillKeys } from '#test/support/hq/test-till.ts';
import { connectToTest, withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { askToJoin } from '#sync/server/join/ask-to-join.ts';
import type { JoinWish } from '#sync/server/join/ask-to-join.ts';
import { approveJoin, refuseJoin } from '#sync/server/join/decide-join.ts';
import { createTill, newCode } from '#sync/server/people/change-tills.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';

const database = withEmbeddedPostgres();
const somebody = uuid('01900000-0000-7000-8000-0000000000aa');

/** Two processes of one HQ. */
async function twoProcesses(): Promise<{
  readonly all: readonly HqDeps[];
  readonly close: () => Promise<void>;
}> {
  const other = connectToTest(database.url());
  const first = testHqDeps(database.db());
  await first.db
    .insertInto('store')
    .values({
      store_id: 'shop-1',
      name_fa: 'shop',
      name_en: 'shop',
      currency: 'IRR',
      time_zone: 'Asia/Tehran',
      day_starts_at_hour: 0,
    })
    .execute();
  return { all: [first, { ...first, db: other.db }], close: other.close };
}

function wishOf(keys: TillKeys, code: JoinCode, deps: HqDeps): JoinWish {
  const { publicKey, boxKey } = keys;
  return { code, publicKey, boxKey, escrow: null, app: 'test', hqKey: deps.serviceKeys.current.publicKey };
}

async function newTill(deps: HqDeps): Promise<{ readonly deviceId: Uuid; readonly code: JoinCode }> {
  const made = expectOk(await createTill(deps, { storeId: 'shop-1', name: 'Till', by: somebody }));
  return { deviceId: made.deviceId, code: codeOf(made.code) };
}

function codeOf(text: string): JoinCode {
  const code = parseJoinCode(text);
  if (code === undefined) throw new Error(`${text} is no code`);
  return code;
}

test('of 40 tills that ask two processes with one code at once, one joins, and a repeat of it is the same', async () => {
  const { all, close } = await twoProcesses();
  const [first, second] = [all[0], all[1]];
  if (!first || !second) throw new Error('two processes');
  for (let round = 0; round < 3; round += 1) {
    const { deviceId, code } = await newTill(first);
    const keys = Array.from({ length: 20 }, newTillKeys);
    const asked = await Promise.all(
      keys.flatMap((one) => all.map(async (deps) => askToJoin(deps, wishOf(one, code, deps)))),
    );
    const joins = asked.flatMap((answer) => (answer.ok ? [answer.value] : []));
    expect(joins).toHaveLength(2);
    expect(new Set(joins.map(({ joinId }) => joinId)).size).toBe(1);
    expect(joins[0]?.deviceId).toBe(deviceId);
    const rows = await first.db
      .selectFrom('till_join')
      .select('join_id')
      .where('device_id', '=', deviceId)
      .execute();
    expect(rows).toHaveLength(1);
  }
  await close();
});

test('of 40 wrong guesses at once no more than five are looked at, and the code is dead afterwards', async () => {
  const { all, close } = await twoProcesses();
  const [first] = all;
  if (!first) throw new Error('a process');
  const { deviceId, code } = await newTill(first);
  const guesses = guessesBeside(code, 40);
  const asked = await Promise.all(
    guesses.map(async (guess, at) => {
      const deps = all[at % 2] ?? first;
      return askToJoin(deps, wishOf(newTillKeys(), guess, deps));
    }),
  );
  expect(asked.every((answer) => !answer.ok && answer.error === 'code_wrong')).toBe(true);
  const row = await first.db
    .selectFrom('till_code')
    .selectAll()
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow();
  expect(row.tries_left).toBe(0);
  expect(await askToJoin(first, wishOf(newTillKeys(), code, first))).toEqual({
    ok: false,
    error: 'code_wrong',
  });
  await close();
});

test('of two persons who approve and refuse two requests of one till at once, one outcome stands everywhere', async () => {
  const { all, close } = await twoProcesses();
  const [first, second] = [all[0], all[1]];
  if (!first || !second) throw new Error('two processes');
  for (let round = 0; round < 10; round += 1) {
    const { deviceId, code } = await newTill(first);
    const early = expectOk(await askToJoin(first, wishOf(newTillKeys(), code, first)));
    const again = expectOk(await newCode(first, { deviceId, by: somebody }));
    const late = expectOk(await askToJoin(first, wishOf(newTillKeys(), codeOf(again.code), first)));
    const decide = (join: typeof early) => ({
      joinId: join.joinId,
      fingerprint: join.fingerprint,
      accountId: somebody,
    });
    const outcomes = await Promise.all([
      approveJoin(first, decide(early)),
      approveJoin(second, decide(late)),
      refuseJoin(first, decide(late)),
    ]);
    expect(outcomes.slice(0, 2).filter(({ ok }) => ok)).toHaveLength(1);
    const till = await first.db
      .selectFrom('till')
      .selectAll()
      .where('device_id', '=', deviceId)
      .executeTakeFirstOrThrow();
    const approved = await first.db
      .selectFrom('till_join')
      .selectAll()
      .where('device_id', '=', deviceId)
      .where('state', '=', 'approved')
      .execute();
    expect(approved).toHaveLength(1);
    expect(till.state).toBe('active');
    expect(Buffer.from(till.public_key ?? [])).toEqual(Buffer.from(approved[0]?.public_key ?? []));
  }
  await close();
});

function guessesBeside(code: JoinCode, count: number): readonly JoinCode[] {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const guesses: JoinCode[] = [];
  for (const fourth of alphabet) {
    for (const fifth of alphabet) {
      for (const last of alphabet) {
        const guess = parseJoinCode(`${code.slice(0, 3)}${fourth}${fifth}${code.slice(5, 11)}${last}`);
        if (guess !== undefined && guess !== code) guesses.push(guess);
      }
    }
  }
  return guesses.slice(0, count);
}
