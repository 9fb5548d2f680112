/** Own entries for a till that lost them. */

import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { decodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { readFields } from '#shared/ledger/body-fields.ts';
import { checkSegment } from '#sync/core/segment/check-segment.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { readBack } from '#sync/server/push/read-back.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { present } from '#test/support/present.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

type Run = {
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly segment: Uint8Array;
  readonly entries: readonly { readonly seq: number; readonly hash: Uint8Array; readonly body: Uint8Array }[];
};

/** As a till reads an answer: every run checked by its own seal. */
async function runsFrom(till: PushingTill, fromSeq: number, branch = 0): Promise<readonly Run[]> {
  const { deviceId, publicKey } = till;
  const bytes = await readBack(db(), { deviceId, epoch: 1, branch, fromSeq });
  const list = present(decodeCanonical(bytes));
  return readFields([list], (fields) =>
    fields.list((run) => {
      const [from, previousHash, toSeq] = [run.integer(), run.bytes(32), run.integer()];
      const [hash, signature, segment] = [run.bytes(32), run.bytes(64), run.anyBytes()];
      const claim = { deviceId, epoch: 1, fromSeq: from, previousHash, head: { seq: toSeq, hash } };
      const checked = checkSegment({ ...claim, signature, publicKey }, segment, nodeHqPorts);
      return { fromSeq: from, toSeq, segment, entries: expectOk(checked) };
    }),
  );
}

/** What docs/sync-protocol.md tells a till: a later run takes the place of what an earlier one has from there on. */
function joined(runs: readonly Run[]): readonly string[] {
  return runs.flatMap((run, index) => {
    const next = runs[index + 1];
    return run.entries
      .filter(({ seq }) => next === undefined || seq < next.fromSeq)
      .map(({ hash }) => bytesToHex(hash));
  });
}

function hashesOf(till: PushingTill): readonly string[] {
  return present(till.epochs.get(1)).hashes.map(bytesToHex);
}

describe('reading own entries back', () => {
  it('gives whole segments beginning with the one that holds the entry, and nothing behind the head', async () => {
    const till = pushingTill().booked({ count: 12 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    for (const from of [1, 5, 9]) expectOk(await world.push(till, { from, to: from + 3 }));
    expect(joined(await runsFrom(till, 1))).toEqual(hashesOf(till));
    expect((await runsFrom(till, 8)).map(({ fromSeq }) => fromSeq)).toEqual([5, 9]);
    expect(await runsFrom(till, 13)).toEqual([]);
    expect(await runsFrom(till, 1, 7)).toEqual([]);
    expect(await runsFrom(pushingTill(2), 1)).toEqual([]);
  });

  it('of a branch begins with what it shares, and ends with its own', async () => {
    const image = pushingTill().booked({ count: 5 });
    const one = image.booked({ count: 6, copy: 'one' });
    const two = image.booked({ count: 4, copy: 'two' });
    const three = two.booked({ count: 2, copy: 'three' });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    for (const part of [{ to: 3 }, { from: 4, to: 7 }, { from: 8 }]) expectOk(await world.push(one, part));
    expectOk(await world.push(two.booked({ count: 3, copy: 'two' })));
    expectOk(await world.push(three));
    expect(joined(await runsFrom(one, 1))).toEqual(hashesOf(one));
    expect(joined(await runsFrom(one, 1, 1))).toEqual(hashesOf(two.booked({ count: 3, copy: 'two' })));
    expect(joined(await runsFrom(one, 1, 2))).toEqual(hashesOf(three));
    expect(joined(await runsFrom(one, 10, 2))).toEqual(hashesOf(three).slice(9));
  });

  it('takes as many answers as a long history needs, none above its limit', async () => {
    const raw = Array.from({ length: 12 }, () => nodeHqPorts.randomBytes(900_000));
    const till = pushingTill().booked({ bodies: raw });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    for (let from = 1; from <= 12; from += 2) expectOk(await world.push(till, { from, to: from + 1 }));
    const read: string[] = [];
    let answers = 0;
    for (;;) {
      const runs = await runsFrom(till, read.length + 1);
      if (runs.length === 0) break;
      answers += 1;
      expect(runs.reduce((sum, { segment }) => sum + segment.length, 0)).toBeLessThanOrEqual(4 * 1024 * 1024);
      read.push(...joined(runs));
    }
    expect(read).toEqual(hashesOf(till));
    expect(answers).toBe(3);
  });
});
