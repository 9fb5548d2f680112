/** The command that counts everything again, killed in the middle, on a real PostgreSQL beside an HQ that counts on. */

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { startHqCommand, runHqCommand } from '#test/support/hq/hq-process.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import { countAll, createTruthWorld, knowMember, memberId } from '#test/support/hq/truth-world.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { db, url } = withEmbeddedPostgres();
const turns = 60;

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
  const args = ['count-again', '--data', temporaryFolder(), '--slice', '1'];
  const environment = { HQ_DATABASE_URL: url() };
  const first = startHqCommand(args, environment);
  await expect.poll(first.stderr, { interval: 1 }).toContain('turn 3 of ');
  first.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  expect(await truthDump(db())).toEqual(spoiled);
  const reached = turnsTold(first.stderr()).at(-1) ?? 0;
  expect(reached).toBeLessThan(turns);

  const second = await runHqCommand(args, environment);
  expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('sums sound') });
  expect(turnsTold(second.stderr)[0]).toBeGreaterThan(reached);
  expect(await truthDump(db())).toEqual(sound);
});

function turnsTold(stderr: string): readonly number[] {
  return [...stderr.matchAll(/^turn (\d+) of/gm)].map(([, turn]) => Number(turn));
}
