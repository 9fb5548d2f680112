/** Many connections that push parts of the chains of a few tills and of their copies, all at once, and what they saw. */

import { createSeededRng } from '#shared/kernel/rng.ts';
import type { PushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SyncFailure } from '#sync/server/push/sync-failure.ts';
import type { Call, Model } from '../linear-history.ts';
import { pushingTill } from './pushing-till.ts';
import type { PushedPart, PushingTill } from './pushing-till.ts';

export type TwoCopies = {
  readonly sharedSeq: number;
  readonly copies: readonly [PushingTill, PushingTill];
};

/** Two copies of one till that share their first entries. */
export function twoCopies(number: number, entries: number): TwoCopies {
  const sharedSeq = Math.floor(entries / 2);
  const image = pushingTill(number).booked({ count: sharedSeq });
  const own = entries - sharedSeq;
  return {
    sharedSeq,
    copies: [image.booked({ count: own, copy: 'one' }), image.booked({ count: own, copy: 'two' })],
  };
}

export type PushCall = { readonly copy: 0 | 1; readonly from: number; readonly to: number };
/** What the sender learned: that HQ has it all and whether the till was stopped, or that entries before it are missing. */
export type PushSeen = 'held' | 'held by a frozen till' | 'gap';
export type SeenPush = Call<PushCall, PushSeen>;

type Heads = { readonly one: number; readonly two: number };

/** HQ in a few lines: how far it has each copy, where both share the beginning. */
export function copiesModel({ sharedSeq }: TwoCopies): Model<Heads, PushCall, PushSeen> {
  return {
    first: { one: 0, two: 0 },
    step: (heads, { copy, from, to }, seen) => {
      const shared = Math.min(sharedSeq, Math.max(heads.one, heads.two));
      const has = Math.max(shared, copy === 0 ? heads.one : heads.two);
      if (from - 1 > has) return seen === 'gap' || seen === undefined ? heads : undefined;
      const next = { ...heads, [copy === 0 ? 'one' : 'two']: Math.max(has, to) };
      const isFrozen = next.one > sharedSeq && next.two > sharedSeq;
      if (seen === undefined) return next;
      return seen === (isFrozen ? 'held by a frozen till' : 'held') ? next : undefined;
    },
    name: ({ one, two }) => `${one} ${two}`,
  };
}

export type Connection = (till: PushingTill, part: PushedPart) => Promise<Result<PushAnswer, SyncFailure>>;

export type Storm = {
  readonly tills: readonly TwoCopies[];
  /** Each of these sends one push after the other. */
  readonly connections: readonly Connection[];
  readonly seed: number;
  readonly pushesEach: number;
  readonly nowMs: () => number;
};

/** Resolves with what was seen of each till, in the order of `tills`. A push that throws was never answered. */
export async function pushStorm(storm: Storm): Promise<readonly (readonly SeenPush[])[]> {
  const seen: SeenPush[][] = storm.tills.map(() => []);
  await Promise.all(
    storm.connections.map(async (connection, index) => {
      const rng = createSeededRng(storm.seed * 1_000 + index);
      for (let sent = 0; sent < storm.pushesEach; sent += 1) {
        const at = rng.below(storm.tills.length);
        const two = storm.tills[at];
        if (two === undefined) continue;
        seen[at]?.push(
          await sendOne({ connection, two, nowMs: storm.nowMs, draw: (below) => rng.below(below) }),
        );
      }
    }),
  );
  return seen;
}

type Sending = {
  readonly connection: Connection;
  readonly two: TwoCopies;
  readonly nowMs: () => number;
  readonly draw: (below: number) => number;
};

async function sendOne({ connection, two, nowMs, draw }: Sending): Promise<SeenPush> {
  const copy = draw(2) === 0 ? 0 : 1;
  const till = two.copies[copy];
  const { seq } = till.head();
  const from = 1 + draw(seq);
  const to = Math.min(seq, from + draw(Math.ceil(seq / 2)));
  const input = { copy, from, to } as const;
  const beganAt = nowMs();
  // The line or the database broke: whether it was stored shows later.
  const answer = await connection(till, { from, to }).catch(() => undefined);
  if (answer === undefined) return { input, beganAt, endedAt: Infinity, output: undefined };
  return { input, beganAt, endedAt: nowMs(), output: seenOf(answer) };
}

function seenOf(answer: Result<PushAnswer, SyncFailure>): PushSeen {
  if (answer.ok) return answer.value.state === 'frozen' ? 'held by a frozen till' : 'held';
  if (answer.error.code === 'expected_seq') return 'gap';
  throw new Error(`a push of the storm was refused: ${answer.error.code}`);
}
