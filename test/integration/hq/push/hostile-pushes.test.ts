/** Pushes from a bad line, a broken till and a thief, by the thousand: none has an effect, none breaks HQ. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePush } from '#sync/core/push-body.ts';
import { readPush } from '#sync/server/push/read-push.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { badPushes, bombOf } from '#test/support/hq/bad-pushes.ts';
import { attachmentOf, joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld, storedByPushes } from '#test/support/hq/push-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

/** More of them in a campaign. */
const pushes = Number(process.env['VAFA_BAD_PUSHES'] ?? 1_000);
const refusals = ['malformed', 'too_large', 'segment_invalid', 'expected_seq'];

const till = pushingTill()
  .booked({ count: 6 })
  .booked({ records: [attachmentOf('sara').recordHash] })
  .booked({ count: 5 });
const other = pushingTill(2).booked({ count: 12 });

describe('a push that is not as its till made it', () => {
  it(
    'is refused with a code that names the cause, and changes nothing',
    async () => {
      await joinTill(db(), till);
      await joinTill(db(), other);
      const world = await pushWorld(db());
      expectOk(await world.push(till, { to: 6 }));
      expectOk(await world.push(other));
      const before = await storedByPushes(db());
      const genuine = expectOk(readPush(till.push({ from: 7 }), till, world.deps));
      const seen = new Map<string, number>();
      const holds = async (bytes: Uint8Array): Promise<void> => {
        const read = readPush(bytes, till, world.deps);
        if (read.ok) {
          // Bits that mean nothing to the compression were turned: it is still what the till made.
          const { segment: _one, ...asRead } = read.value;
          const { segment: _two, ...asMade } = genuine;
          const isGenuine = JSON.stringify(asRead) === JSON.stringify(asMade);
          if (isGenuine) return;
        }
        const answer = await world.pushBytes(till, bytes);
        expect(answer.ok).toBe(false);
        const code = answer.ok ? 'ok' : answer.error.code;
        expect(refusals).toContain(code);
        seen.set(code, (seen.get(code) ?? 0) + 1);
      };
      const bad = badPushes({ till, other, from: 7 });
      await fc.assert(
        fc.asyncProperty(bad, async ({ bytes }) => holds(bytes)),
        { numRuns: pushes },
      );
      expect(await storedByPushes(db())).toEqual(before);
      expect([...seen.keys()].toSorted()).toEqual(refusals.toSorted());
      const rest = expectOk(await world.push(till, { from: 7 }));
      expect(rest.received).toEqual(till.head());
    },
    Math.max(300_000, pushes * 30),
  );

  it('cut at any byte is refused and changes nothing', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const before = await storedByPushes(db());
    const bytes = till.push();
    const accepted: number[] = [];
    for (let length = 0; length < bytes.length; length += 1) {
      if ((await world.pushBytes(till, bytes.slice(0, length))).ok) accepted.push(length);
    }
    expect(accepted).toEqual([]);
    const body = till.pushBody();
    for (let length = 1; length < body.segment.length; length += 1) {
      const cut = encodePush({ ...body, segment: body.segment.slice(0, length) });
      if ((await world.pushBytes(till, cut)).ok) accepted.push(length);
    }
    expect(accepted).toEqual([]);
    expect(await storedByPushes(db())).toEqual(before);
  });

  it('unpacks to more than a segment may hold and is refused in little memory', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const bytes = encodePush({ ...till.pushBody(), segment: bombOf(512) });
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 20; round += 1) {
      const answer = await world.pushBytes(till, bytes);
      expect(answer).toEqual({ ok: false, error: { code: 'too_large', details: { limit: 'segment' } } });
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});
