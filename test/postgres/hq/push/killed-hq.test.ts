/** HQ and its PostgreSQL are killed while tills push over HTTP: what was acknowledged is there, and everything is there once. */

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { syncErrorSchema } from '#shared/contracts/sync/sync-errors.ts';
import { pushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { clusterFolder } from '#sync/server/embedded-postgres/cluster.ts';
import { runningDatabaseUrl } from '#sync/server/embedded-postgres/database-url.ts';
import { readPostmaster } from '#sync/server/embedded-postgres/postmaster-file.ts';
import { preparedHqDataFolder } from '#test/support/hq/hq-data-folder.ts';
import { startHqProcess } from '#test/support/hq/hq-process.ts';
import type { HqProcess } from '#test/support/hq/hq-process.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import type { PushWorld } from '#test/support/hq/push-world.ts';
import { signRequest } from '#test/support/hq/test-till.ts';
import { present } from '#test/support/present.ts';
import { connectToTest } from '#test/support/hq/with-embedded-postgres.ts';

/** More of them in a campaign. */
const kills = Number(process.env['VAFA_HQ_KILLS'] ?? 2);
const entriesEach = 2_000;

type Line = { url: string; isOver: boolean };
type Drained = { acknowledgedSeq: number; tries: number };

/** A till's loop: a few entries at a time, again after every failure, until it is told to stop or has sent all. */
async function drain(till: PushingTill, line: Line, drained: Drained): Promise<void> {
  while (drained.acknowledgedSeq < till.head().seq && !line.isOver) {
    drained.tries += 1;
    const { acknowledgedSeq } = drained;
    const to = Math.min(till.head().seq, acknowledgedSeq + 5);
    const answer = await send(till, line, till.push({ from: acknowledgedSeq + 1, to }));
    if (answer?.status === 200) {
      const { received } = pushAnswer.parse(answer.json);
      invariant(received.seq === to, 'HQ acknowledges what was sent');
      drained.acknowledgedSeq = received.seq;
    } else if (answer?.status === 409) {
      const { code, details } = syncErrorSchema.parse(answer.json).error;
      invariant(code === 'expected_seq', 'a push is refused for a gap alone');
      invariant(Number(details['seq']) >= acknowledgedSeq, 'HQ has what it acknowledged');
    } else await sleep(25);
  }
}

/** Every till had something acknowledged since this was asked. */
async function allGoOn(drained: readonly Drained[]): Promise<void> {
  const before = drained.map(({ acknowledgedSeq }) => acknowledgedSeq);
  const haveGoneOn = () =>
    drained.every(({ acknowledgedSeq }, till) => acknowledgedSeq > (before[till] ?? 0));
  await expect.poll(haveGoneOn, { interval: 10 }).toBe(true);
}

async function send(
  till: PushingTill,
  line: Line,
  body: Uint8Array,
): Promise<{ readonly status: number; readonly json: unknown } | undefined> {
  const keys = { keyId: '', publicKey: till.publicKey, boxKey: new Uint8Array(32), sign: till.sign };
  const { method, url, headers, payload } = signRequest(keys, till.deviceId, {
    method: 'POST',
    path: '/push',
    body,
  });
  try {
    const answer = await fetch(`${line.url}${url}`, { method, headers, body: new Uint8Array(payload) });
    invariant(
      [200, 409, 503].includes(answer.status),
      `HQ answers with no fault of its own: ${answer.status}`,
    );
    return { status: answer.status, json: await answer.json() };
  } catch (error) {
    // The line was cut: the till sends the same again.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The way to the database of an HQ that runs; it ends with the test. */
async function worldOf(folder: string): Promise<PushWorld> {
  const url = runningDatabaseUrl(folder);
  invariant(url !== undefined, 'the embedded PostgreSQL runs');
  const connection = connectToTest(url);
  onTestFinished(connection.close);
  return pushWorld(connection.db);
}

describe('an HQ that is killed in mid-push', () => {
  it(
    'again and again, also with its PostgreSQL, loses no acknowledged entry and doubles none',
    async () => {
      const folder = preparedHqDataFolder();
      let hq: HqProcess = await startHqProcess(['--data', folder]);
      const line: Line = { url: hq.url, isOver: false };
      const tills = [1, 2, 3, 4].map((number) => pushingTill(number).booked({ count: entriesEach }));
      const { deps } = await worldOf(folder);
      for (const till of tills) await joinTill(deps.db, till);
      const drained = tills.map((): Drained => ({ acknowledgedSeq: 0, tries: 0 }));
      const draining = Promise.all(tills.map((till, at) => drain(till, line, present(drained[at]))));
      for (let kill = 0; kill < kills; kill += 1) {
        await allGoOn(drained);
        await sleep(137 * (kill % 5));
        const server = readPostmaster(clusterFolder(folder))?.pid;
        if (kill % 2 === 1 && server !== undefined) process.kill(server, 'SIGKILL');
        hq.kill('SIGKILL');
        await hq.ended;
        hq = await startHqProcess(['--data', folder]);
        line.url = hq.url;
      }
      await allGoOn(drained);
      line.isOver = true;
      await draining;
      const world = await worldOf(folder);
      for (const [index, till] of tills.entries()) {
        const { entries, faults } = await world.verify(till);
        const { acknowledgedSeq = 0, tries = 0 } = drained[index] ?? {};
        expect(faults).toEqual([]);
        expect(entries).toBeGreaterThanOrEqual(acknowledgedSeq);
        // Nobody sent more than the five entries after the last acknowledged one.
        expect(entries).toBeLessThanOrEqual(acknowledgedSeq + 5);
        expect(acknowledgedSeq).toBeGreaterThan(0);
        expect(tries).toBeGreaterThan(acknowledgedSeq / 5);
        for (let from = entries + 1; from <= till.head().seq; from += 500) {
          const to = Math.min(till.head().seq, from + 499);
          expect((await world.push(till, { from, to })).ok).toBe(true);
        }
        expect(await world.verify(till)).toEqual({ entries: entriesEach, faults: [] });
      }
    },
    Math.max(300_000, kills * 15_000),
  );
});
