/** Many pushes at once on a real PostgreSQL, while it breaks: nothing lost, nothing doubled, every answer true. */

import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { isLinear } from '#test/support/linear-history.ts';
import { copiesModel, pushStorm, twoCopies } from '#test/support/hq/push-storm.ts';
import type { Connection, SeenPush, TwoCopies } from '#test/support/hq/push-storm.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import type { PushWorld } from '#test/support/hq/push-world.ts';
import { connectToTest, withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';

const { db, url } = withEmbeddedPostgres();

const connections = 64;
/** More of them in a campaign. */
const storms = Number(process.env['VAFA_PUSH_STORMS'] ?? 1);
const firstSeed = Number(process.env['VAFA_PUSH_STORM_SEED'] ?? 1);
const minuteMs = 60_000;

/** Two processes of HQ as far as the database can tell: each has a pool of its own. */
async function twoProcesses(): Promise<readonly [PushWorld, PushWorld]> {
  const other = connectToTest(url());
  onTestFinished(other.close);
  return [await pushWorld(db()), await pushWorld(other.db)];
}

/** Half of the 64 connections each. */
function allConnections(worlds: readonly [PushWorld, PushWorld]): readonly Connection[] {
  const [one, two] = worlds;
  return Array.from({ length: connections }, (_, index) => (index % 2 === 0 ? one : two).push);
}

/** Makes PostgreSQL ask for every tenth transaction again, some of them at its very end. */
async function askAgainSometimes(database: HqDb): Promise<void> {
  await sql
    .raw(
      `CREATE FUNCTION ask_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF random() < 0.1 THEN
          RAISE EXCEPTION 'again' USING ERRCODE = CASE WHEN random() < 0.5 THEN '40001' ELSE '40P01' END;
        END IF;
        RETURN NEW;
      END $$`,
    )
    .execute(database);
  await sql
    .raw('CREATE TRIGGER ask_again BEFORE INSERT ON segment FOR EACH ROW EXECUTE FUNCTION ask_again()')
    .execute(database);
  await sql
    .raw(
      `CREATE CONSTRAINT TRIGGER ask_again AFTER INSERT OR UPDATE ON chain_head DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION ask_again()`,
    )
    .execute(database);
  onTestFinished(async () => {
    await sql.raw('DROP FUNCTION ask_again CASCADE').execute(database);
  });
}

/** Pushes that ended between two cuts: on a slow machine too few would live to be answered were it a time. */
const pushesOfCut = 4;

/** Cuts one of the connections that are at work, again and again as pushes go on, until it is told to stop. */
function cutConnections(database: HqDb, pushesEnded: () => number): { readonly stop: () => Promise<number> } {
  let isOver = false;
  let lastCutAfter = -pushesOfCut;
  const cutting = (async () => {
    let cuts = 0;
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (pushesEnded() - lastCutAfter < pushesOfCut) continue;
      const cut = await sql<{ done: boolean }>`
        SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'vafa-hq' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
        ORDER BY random() LIMIT 1`.execute(database);
      cuts += cut.rows.length;
      if (cut.rows.length > 0) lastCutAfter = pushesEnded();
    }
    return cuts;
  })();
  return {
    stop: () => {
      isOver = true;
      return cutting;
    },
  };
}

/** Sends everything in order, as tills do when the line is good again; then both copies are at HQ, each entry once. */
async function healAndCheck(world: PushWorld, tills: readonly TwoCopies[]): Promise<void> {
  for (const { sharedSeq, copies } of tills) {
    for (const till of copies) {
      const { seq } = till.head();
      for (let from = 1; from <= seq; from += 7) {
        const to = Math.min(seq, from + 6);
        expectOk(await world.push(till, { from, to }));
      }
    }
    const [one, two] = copies;
    const each = sharedSeq + (one.head().seq - sharedSeq) + (two.head().seq - sharedSeq);
    expect(await world.verify(one)).toEqual({ entries: each, faults: [] });
    const forks = await world.deps.db
      .selectFrom('notice')
      .select('facts')
      .where('device_id', '=', one.deviceId)
      .where('kind', '=', 'fork')
      .execute();
    expect(forks).toHaveLength(1);
  }
}

function expectLinear(histories: readonly (readonly SeenPush[])[], tills: readonly TwoCopies[]): void {
  const verdicts = tills.map((till, index) => isLinear(histories[index] ?? [], copiesModel(till)));
  expect(verdicts).toEqual(tills.map(() => true));
}

describe('64 connections', () => {
  it('that push the same entries of one till at once have the same answer, and the entries are there once', async () => {
    const till = pushingTill().booked({ count: 25 });
    await joinTill(db(), till);
    const worlds = await twoProcesses();
    const answers = await Promise.all(allConnections(worlds).map((push) => push(till, {})));
    const distinct = new Set(
      answers.map((answer) => JSON.stringify({ ...expectOk(answer), proof: undefined })),
    );
    expect(distinct.size).toBe(1);
    expect(await worlds[0].verify(till)).toEqual({ entries: 25, faults: [] });
  });

  it('that push for as many tills at once are all served', async () => {
    const tills = Array.from({ length: connections }, (_, index) =>
      pushingTill(index + 1).booked({ count: 10 }),
    );
    for (const till of tills) await joinTill(db(), till);
    const worlds = await twoProcesses();
    const all = allConnections(worlds);
    const answers = await Promise.all(tills.map(async (till, index) => all[index]?.(till, {})));
    expect(answers.map((answer) => answer?.ok)).toEqual(tills.map(() => true));
    for (const till of tills) expect(await worlds[1].verify(till)).toEqual({ entries: 10, faults: [] });
  });

  it(
    'that push parts of tills and of their copies see answers that one order explains, while the database asks again and loses connections',
    async () => {
      const tills = [1, 2, 3].map((number) => twoCopies(number, 40));
      for (const { copies } of tills) await joinTill(db(), copies[0]);
      const worlds = await twoProcesses();
      await askAgainSometimes(db());
      for (let seed = firstSeed; seed < firstSeed + storms; seed += 1) {
        let ended = 0;
        const connectionsOfStorm = allConnections(worlds).map(
          (push): Connection =>
            (till, part) =>
              push(till, part).finally(() => (ended += 1)),
        );
        const cutter = cutConnections(db(), () => ended);
        const storm = { tills, connections: connectionsOfStorm, seed, pushesEach: 12 };
        const histories = await pushStorm({ ...storm, nowMs: () => performance.now() });
        expect(await cutter.stop()).toBeGreaterThan(0);
        expectLinear(histories, tills);
        const answered = histories.flat().filter(({ output }) => output !== undefined);
        expect(answered.length).toBeGreaterThan(connections);
        await healAndCheck(worlds[0], tills);
        if (seed + 1 < firstSeed + storms) await forgetPushes(db());
      }
    },
    minuteMs * (5 + storms),
  );
});

async function forgetPushes(database: HqDb): Promise<void> {
  await sql`TRUNCATE chain_head, segment, notice, missing_attachment, named_rule_set`.execute(database);
  await database.updateTable('till').set({ state: 'active', reason: null }).execute();
}
