import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createReaderLane } from '#electron/reader/reader-lane.ts';
import type { ReaderLane } from '#electron/reader/reader-lane.ts';
import type { CardConnection, ConnectFailure } from '#electron/reader/reader-port.ts';
import { classicCardAtr } from '#tools/virtual-card/card-behaviours.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { createHandTimers } from '#test/support/pcsc-hand-timers.ts';
import type { HandTimers } from '#test/support/pcsc-hand-timers.ts';

/** UID of the card in the field; or `lifted`, `silent`, `mute`: a trouble of the next reading. */
type Field = string;

type Bench = {
  readonly timers: HandTimers;
  readonly lane: ReaderLane;
  /** One short line for each event, as `present 1 A`. */
  readonly told: string[];
  readonly put: (field: Field) => void;
  readonly stuck: () => number;
  readonly mostOpenAtOnce: () => number;
};

const cardA = '04AAAAAAAAAAAA';
const cardB = '04BBBBBBBBBBBB';

function createBench(): Bench {
  const timers = createHandTimers();
  const told: string[] = [];
  let field: Field = 'lifted';
  let session = 0;
  let stuck = 0;
  let open = 0;
  let mostOpen = 0;
  const connect = (): Promise<Result<CardConnection, ConnectFailure>> => {
    const inField = field;
    if (inField === 'mute') return Promise.resolve(err('failed'));
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    const transmit: CardConnection['transmit'] = () => {
      if (inField === 'silent') return new Promise(() => {});
      if (inField === 'lifted') return Promise.resolve(err('lifted'));
      return Promise.resolve(ok(hexToBytes(`${inField}9000`) ?? new Uint8Array()));
    };
    const close = (): Promise<void> => {
      open -= 1;
      return Promise.resolve();
    };
    return Promise.resolve(ok({ transmit, close }));
  };
  const lane = createReaderLane({
    readerName: 'Reader 0',
    connect,
    timers,
    monotonicMs: timers.nowMs,
    nextSession: () => {
      session += 1;
      return session;
    },
    emit: (event, payload) => {
      const about =
        'cardUid' in payload ? payload.cardUid.slice(2, 3) : 'reason' in payload ? payload.reason : '';
      const number = 'session' in payload ? payload.session : 0;
      told.push(`${event} ${number} ${about}`.trim());
    },
    onStuck: () => {
      stuck += 1;
    },
  });
  const put = (next: Field): void => {
    field = next;
    lane.placed(classicCardAtr);
  };
  return { timers, lane, told, put, stuck: () => stuck, mostOpenAtOnce: () => mostOpen };
}

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});

test('a card is told once when it comes, and once when it has been away for half a second', async () => {
  bench.put(cardA);
  await bench.timers.pass(10_000);
  bench.lane.lifted();
  await bench.timers.pass(499);
  expect(bench.told).toEqual(['cardPresent 1 A']);
  await bench.timers.pass(1);
  expect(bench.told).toEqual(['cardPresent 1 A', 'cardRemoved 1']);
});

test('a card put back within half a second was never away', async () => {
  bench.put(cardA);
  await bench.timers.pass(100);
  bench.lane.lifted();
  await bench.timers.pass(400);
  bench.put(cardA);
  await bench.timers.pass(60_000);
  expect(bench.told).toEqual(['cardPresent 1 A']);
  expect(bench.lane.present()?.cardUid).toBe(cardA);
});

test('a card put back after more than half a second is a new session', async () => {
  bench.put(cardA);
  await bench.timers.pass(100);
  bench.lane.lifted();
  await bench.timers.pass(501);
  bench.put(cardA);
  await bench.timers.pass(100);
  expect(bench.told).toEqual(['cardPresent 1 A', 'cardRemoved 1', 'cardPresent 2 A']);
});

test('another card within half a second ends the first session before its own begins', async () => {
  bench.put(cardA);
  await bench.timers.pass(100);
  bench.lane.lifted();
  await bench.timers.pass(50);
  bench.put(cardB);
  await bench.timers.pass(100);
  expect(bench.told).toEqual(['cardPresent 1 A', 'cardRemoved 1', 'cardPresent 2 B']);
});

test('a card swapped without a lift being seen ends the first session', async () => {
  bench.put(cardA);
  await bench.timers.pass(100);
  bench.put(cardB);
  await bench.timers.pass(100);
  expect(bench.told).toEqual(['cardPresent 1 A', 'cardRemoved 1', 'cardPresent 2 B']);
});

test('a card swapped while the first is still being read ends that reading, which is not told', async () => {
  bench.put('silent');
  await bench.timers.pass(100);
  bench.put(cardA);
  await bench.timers.pass(2_000);
  expect(bench.told).toEqual(['cardUnreadable 1 connectFailed']);
});

test('two cards taking turns within half a second are both told each time', async () => {
  for (const card of [cardA, cardB, cardA]) {
    bench.put(card);
    await bench.timers.pass(150);
  }
  expect(bench.told.filter((line) => line.startsWith('cardPresent'))).toEqual([
    'cardPresent 1 A',
    'cardPresent 2 B',
    'cardPresent 3 A',
  ]);
});

test('a card lifted before it was read is told after a moment, with no identity', async () => {
  bench.put('silent');
  await bench.timers.pass(50);
  bench.lane.lifted();
  await bench.timers.pass(399);
  expect(bench.told).toEqual([]);
  await bench.timers.pass(1);
  expect(bench.told).toEqual(['cardUnreadable 1 liftedTooEarly']);
  expect(bench.lane.present()).toBeUndefined();
});

test('a card that touched the field before it was put down is told only as present', async () => {
  bench.put('lifted');
  await bench.timers.pass(30);
  bench.lane.lifted();
  await bench.timers.pass(100);
  bench.put(cardA);
  await bench.timers.pass(5_000);
  expect(bench.told).toEqual(['cardPresent 1 A']);
});

test('a card lifted during a bounce is told as removed, and not as unreadable', async () => {
  bench.put(cardA);
  await bench.timers.pass(100);
  bench.lane.lifted();
  await bench.timers.pass(100);
  bench.put('lifted');
  await bench.timers.pass(10);
  bench.lane.lifted();
  await bench.timers.pass(5_000);
  expect(bench.told).toEqual(['cardPresent 1 A', 'cardRemoved 1']);
});

test('a card that cannot be connected is told as such, and the next one is read', async () => {
  bench.put('mute');
  await bench.timers.pass(10);
  bench.lane.lifted();
  bench.put(cardA);
  await bench.timers.pass(10);
  expect(bench.told).toEqual(['cardUnreadable 1 connectFailed', 'cardPresent 2 A']);
});

test('a reader that is unplugged tells at once what it knew, whatever it was doing', async () => {
  bench.put(cardA);
  await bench.timers.pass(100);
  bench.lane.ended();
  expect(bench.told).toEqual(['cardPresent 1 A', 'cardRemoved 1']);

  const reading = createBench();
  reading.put('silent');
  await reading.timers.pass(100);
  reading.lane.ended();
  expect(reading.told).toEqual(['cardUnreadable 1 noAnswer']);
});

test('a call that never comes back keeps the next card waiting, tells it as unreadable, and asks for a fresh start', async () => {
  bench.put('silent');
  await bench.timers.pass(2_000);
  bench.lane.lifted();
  bench.put(cardA);
  await bench.timers.pass(2_000);
  expect(bench.told).toEqual(['cardUnreadable 1 noAnswer', 'cardUnreadable 2 connectFailed']);
  expect([bench.mostOpenAtOnce(), bench.stuck()]).toEqual([1, 0]);
  await bench.timers.pass(6_000);
  expect(bench.stuck()).toBe(1);
});

test('however a card bounces, it is told once for each time it was away for half a second or more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ liesMs: fc.integer({ min: 1, max: 500 }), awayMs: fc.integer({ min: 1, max: 3_000 }) }),
        {
          minLength: 1,
          maxLength: 50,
        },
      ),
      async (touches) => {
        const bouncing = createBench();
        for (const { liesMs, awayMs } of touches) {
          bouncing.put(cardA);
          await bouncing.timers.pass(liesMs);
          bouncing.lane.lifted();
          await bouncing.timers.pass(awayMs);
        }
        await bouncing.timers.pass(5_000);
        const stays = touches.slice(0, -1).filter(({ awayMs }) => awayMs >= 500).length + 1;
        const expected = Array.from({ length: stays }, (_, stay) => [
          `cardPresent ${stay + 1} A`,
          `cardRemoved ${stay + 1}`,
        ]);
        expect(bouncing.told).toEqual(expected.flat());
        expect(bouncing.mostOpenAtOnce()).toBe(1);
      },
    ),
    { numRuns: 200 },
  );
});
