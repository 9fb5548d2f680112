/** The command that counts everything again, killed in the middle, on a real PostgreSQL beside an HQ that counts on. */

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import { startHqCommand, runHqCommand } from '#test/support/hq/hq-process.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import { countAll, countDeps, createTruthWorld, knowMember, memberId } from '#test/support/hq/truth-world.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { db, url } = withEmbeddedPostgres();
const turns = 10;

it('counting again is killed in the middle, nobody sees anything of it, and the next run goes on and ends it', async () => {
  await knowMember(db(), memberId(1));
  const till = createTruthWorld().till(1);
  const gift = till.book(giftOf({ unit: 'points', amount: 1_000 }));
  for (let turn = 0; turn < turns; turn += 1) {
    till.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await till.push(db());
    await countAll(db());
  }
  const sound = await truthDump(db());
  await sql`UPDATE member_sum SET points = points + 7`.execute(db());
  await sql`UPDATE operation SET seq = seq + 1000`.execute(db());
  const spoiled = await truthDump(db());
  await stopAfterTurn(1);
  const letGo = await holdTurn(3);
  const args = ['count-again', '--data', temporaryFolder(), '--slice', '1'];
  const environment = { HQ_DATABASE_URL: url() };
  const first = startHqCommand(args, environment);
  await expect.poll(first.stderr).toContain('turn 2 of ');
  first.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  expect(await truthDump(db())).toEqual(spoiled);
  expect(turnsTold(first.stderr())).toEqual([2]);
  await letGo();

  const second = await runHqCommand(args, environment);
  expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('sums sound') });
  expect(turnsTold(second.stderr)[0]).toBe(3);
  expect(await truthDump(db())).toEqual(sound);
});

/** A run that ends by itself, so that its tables are there. */
async function stopAfterTurn(last: number): Promise<void> {
  const deps = { ...countDeps(db()), clock: nodeHqPorts.clock };
  await ensureIdentity(deps);
  const stopAt = ({ turn }: { readonly turn: number }): void => {
    if (turn >= last) throw new Error('stopped by the test');
  };
  await expect(countAgain(deps, { entriesMax: 1, onProgress: stopAt })).rejects.toThrow('by the test');
}

/** Whoever counts this turn again waits at its end until it is let go, however late the test is to kill it. */
async function holdTurn(turn: number): Promise<() => Promise<void>> {
  await sql
    .raw(
      `CREATE TABLE gate ();
      CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        LOCK TABLE public.gate IN SHARE MODE;
        RETURN NEW;
      END $$;
      CREATE TRIGGER wait_at_gate BEFORE UPDATE ON counted_again.progress FOR EACH ROW
        WHEN (NEW.turns = ${turn}) EXECUTE FUNCTION public.wait_at_gate()`,
    )
    .execute(db());
  const gate = await db().startTransaction().execute();
  await sql`LOCK TABLE gate IN EXCLUSIVE MODE`.execute(gate);
  return async () => {
    await gate.rollback().execute();
    await sql`DROP FUNCTION wait_at_gate CASCADE`.execute(db());
    await sql`DROP TABLE gate`.execute(db());
  };
}

function turnsTold(stderr: string): readonly number[] {
  return [...stderr.matchAll(/^turn (\d+) of/gm)].map(([, turn]) => Number(turn));
}
