import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { integerOf } from '#electron/till/db/row.ts';
import { pullPlaceOf } from '#electron/till/db/stores/pulled-chain-writer.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { countedMember, countedMembers } from '#test/support/counted-pull.ts';
import { snapshotRecords } from '#test/support/pulled-chain.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import type { PullWorld } from '#test/support/pull-world.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

/** Points of all counted members, and how many words the search index knows of them. */
function stateOf(world: PullWorld) {
  const db = world.cache();
  const counted = db
    .prepareRead(`SELECT DISTINCT points_balance AS points FROM member WHERE name LIKE 'Person %'`)
    .all()
    .map((row) => integerOf(row, 'points'));
  const cursor = pullPlaceOf(db)?.cursor;
  const [number] = counted;
  const found = db
    .prepareRead('SELECT COUNT(*) AS members FROM member_search WHERE member_search MATCH ?')
    .all(`"${number ?? 0}"`)
    .map((row) => integerOf(row, 'members'));
  const integrity = db.prepareRead('PRAGMA integrity_check').get();
  db.close();
  return { counted, cursor, found: found[0] ?? 0, integrity };
}

/** Ends the process when it is told to; answers with the last delta that it said it had applied. */
async function pulledUntilKilled(
  world: PullWorld,
  next: number,
  killNow: (told: () => string) => Promise<unknown>,
): Promise<number> {
  const script = projectPath('test', 'support', 'pull-process.ts');
  const child = spawn(process.execPath, [script, world.place.dataDir, String(next)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => void told.push(text));
  // Closed: everything that it said has been read.
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (!told.join('').includes('ready')) await once(child.stdout, 'data');
  await killNow(() => told.join(''));
  child.kill('SIGKILL');
  await ended;
  const numbers = told.join('').split('\n').map(Number).filter(Number.isInteger);
  return Math.max(next - 1, ...numbers.filter((number) => number > 0));
}

test('a kill at any moment of staging and applying leaves the old cache or the new one, and the pull goes on', async () => {
  const world = createPullWorld();
  const everybody = Array.from({ length: countedMembers }, (_, place) => countedMember(place, 1));
  world.pullSnapshot([...snapshotRecords(), ...everybody]);
  const rng = createSeededRng(20_261_122);
  let applied = 1;
  // How long two deltas take on this machine, as busy as it is.
  let msOfTwo = 0;
  const untilTwo = async (told: () => string): Promise<void> => {
    const startedMs = performance.now();
    while (!told().includes('3\n')) await sleep(5);
    msOfTwo = Math.ceil(performance.now() - startedMs);
  };
  for (let kill = 0; kill < 12; kill += 1) {
    const atAnyMoment = () => sleep(rng.below(msOfTwo));
    const told = await pulledUntilKilled(world, applied + 1, kill === 0 ? untilTwo : atAnyMoment);
    const { counted, cursor, found, integrity } = stateOf(world);
    expect(counted).toHaveLength(1);
    const [number = 0] = counted;
    expect(cursor).toBe(`e.${number}`);
    expect(found).toBeGreaterThanOrEqual(countedMembers);
    expect(integrity).toEqual({ integrity_check: 'ok' });
    // Said only once it was so; one more may have been applied that nobody heard of.
    expect([told, told + 1]).toContain(number);
    applied = number;
  }
});
