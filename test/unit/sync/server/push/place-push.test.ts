/** Where the entries of a push belong, against a model that knows the whole tree of entries. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { placePush } from '#sync/server/push/place-push.ts';
import type { Branch } from '#sync/server/push/place-push.ts';
import { pushedHash } from '#sync/server/push/read-push.ts';
import type { ReadPush } from '#sync/server/push/read-push.ts';
import { pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { present } from '#test/support/present.ts';

/** Copies of copies of a till, each of which sells on alone. */
function family(
  cuts: readonly { readonly of: number; readonly at: number; readonly more: number }[],
): readonly PushingTill[] {
  const tills = [pushingTill().booked({ count: 6 })];
  for (const [index, { of, at, more }] of cuts.entries()) {
    const image = upTo(present(tills[of % tills.length]), at);
    tills.push(image.booked({ count: more, copy: `copy ${index}` }));
  }
  return tills;
}

function upTo(till: PushingTill, seq: number): PushingTill {
  const bodies = present(till.epochs.get(1)).bodies.slice(0, seq);
  return pushingTill().booked({ bodies });
}

function readOf(till: PushingTill, from: number, to: number): ReadPush {
  const { bodies, hashes } = present(till.epochs.get(1));
  const part = { bodies: bodies.slice(from - 1, to), hashes: hashes.slice(from - 1, to) };
  return { ...till.pushBody({ from, to }), ...part, skimmed: [] };
}

/** HQ in memory: the hashes of each branch's own entries by seq. */
type Kept = { readonly branch: Branch; readonly own: Map<number, Uint8Array> };

async function place(kept: readonly Kept[], push: ReadPush) {
  const first = { branch: 0, forkedAfterSeq: 0, forkedFrom: 0, seq: 0, hash: pushingTill().hashAt(0) };
  const branches = kept.length > 0 ? kept.map(({ branch }) => branch) : [first];
  return placePush(push, branches, async (branch, seq) => kept[branch]?.own.get(seq));
}

function add(kept: Kept[], push: ReadPush, target: Omit<Branch, 'seq' | 'hash'>, afterSeq: number): void {
  const own = kept[target.branch]?.own ?? new Map<number, Uint8Array>();
  for (let seq = afterSeq + 1; seq <= push.toSeq; seq += 1) own.set(seq, present(pushedHash(push, seq)));
  kept[target.branch] = { branch: { ...target, seq: push.toSeq, hash: push.headHash }, own };
}

const cut = fc.record({
  of: fc.nat(5),
  at: fc.integer({ min: 0, max: 6 }),
  more: fc.integer({ min: 1, max: 5 }),
});
const sending = fc.record({
  till: fc.nat(5),
  from: fc.integer({ min: 1, max: 12 }),
  length: fc.integer({ min: 1, max: 12 }),
});

describe('a push among the branches of its epoch', () => {
  it('is a gap exactly when the entry before it is not there, and otherwise every entry of it is kept once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(cut, { maxLength: 4 }),
        fc.array(sending, { minLength: 1, maxLength: 14 }),
        async (cuts, sendings) => {
          const tills = family(cuts);
          const kept: Kept[] = [];
          const known = new Set([bytesToHex(pushingTill().hashAt(0))]);
          for (const { till: number, from, length } of sendings) {
            const till = present(tills[number % tills.length]);
            const { seq } = till.head();
            if (from > seq) continue;
            const push = readOf(till, from, Math.min(seq, from + length - 1));
            const placing = await place(kept, push);
            const isGap = !known.has(bytesToHex(push.previousHash));
            expect(placing.kind === 'gap').toBe(isGap);
            if (placing.kind === 'gap') continue;
            const before = kept.reduce((sum, { own }) => sum + own.size, 0);
            const fresh = push.hashes.filter((hash) => !known.has(bytesToHex(hash)));
            if (placing.kind === 'fork') {
              const { forkedFrom, afterSeq } = placing;
              add(kept, push, { branch: kept.length, forkedFrom, forkedAfterSeq: afterSeq }, afterSeq);
            } else if (placing.kind === 'next') {
              const target = kept[placing.branch]?.branch ?? { branch: 0, forkedFrom: 0, forkedAfterSeq: 0 };
              const { branch, forkedFrom, forkedAfterSeq } = target;
              add(kept, push, { branch, forkedFrom, forkedAfterSeq }, placing.afterSeq);
            }
            for (const hash of push.hashes) known.add(bytesToHex(hash));
            expect(kept.reduce((sum, { own }) => sum + own.size, 0) - before).toBe(fresh.length);
            expect((await place(kept, push)).kind).toBe('held');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
