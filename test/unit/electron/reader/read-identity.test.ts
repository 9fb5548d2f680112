import { expect, test } from 'vitest';
import { readIdentity } from '#electron/reader/read-identity.ts';
import type { IdentityRead, ReadOutcome } from '#electron/reader/read-identity.ts';
import type { CardConnection, ConnectFailure } from '#electron/reader/reader-port.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { createHandTimers } from '#test/support/pcsc-hand-timers.ts';
import type { HandTimers } from '#test/support/pcsc-hand-timers.ts';

const storageAtr = bytesOf('3b8f8001804f0ca0000003060300030000000068');
const processorAtr = bytesOf('3b80800101');
const uidDone = '04a1b2c3d4e5f69000';
const notFound = '6a82';

function bytesOf(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  if (bytes === undefined) throw new Error(`not hexadecimal: ${hex}`);
  return bytes;
}

/** A reply in hexadecimal, or `lifted`, `failed`, `silence`. */
type Step = string;
type Bench = {
  readonly timers: HandTimers;
  readonly outcomes: ReadOutcome[];
  readonly sent: string[];
  readonly closed: () => number;
  readonly overlapped: () => boolean;
  readonly read: IdentityRead;
  readonly isReleased: () => boolean;
};

type Setting = {
  readonly atr?: Uint8Array;
  readonly connect?: 'silence' | ConnectFailure;
  /** Called with the index of each command, before its answer. */
  readonly onCommand?: (index: number, bench: { end: IdentityRead['end'] }) => void;
};

/** A card that answers its commands with the steps, in order. */
function start(steps: readonly Step[], setting: Setting = {}): Bench {
  const timers = createHandTimers();
  const outcomes: ReadOutcome[] = [];
  const sent: string[] = [];
  let open = 0;
  let overlapped = false;
  let closed = 0;
  let released = false;
  const transmit: CardConnection['transmit'] = async (command) => {
    const step = steps[sent.length] ?? 'silence';
    overlapped ||= open > 0 || closed > 0;
    open += 1;
    sent.push(bytesToHex(command));
    setting.onCommand?.(sent.length - 1, { end: (reason) => read.end(reason) });
    if (step === 'silence') await new Promise(() => {});
    open -= 1;
    if (step === 'lifted' || step === 'failed') return err(step);
    return ok(bytesOf(step));
  };
  const connect = (): Promise<Result<CardConnection, ConnectFailure>> => {
    if (setting.connect === 'silence') return new Promise(() => {});
    if (setting.connect !== undefined) return Promise.resolve(err(setting.connect));
    const close = (): Promise<void> => {
      overlapped ||= open > 0;
      closed += 1;
      return Promise.resolve();
    };
    return Promise.resolve(ok({ transmit, close }));
  };
  const read = readIdentity({
    atr: setting.atr ?? storageAtr,
    timers,
    connect,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  void read.released.then(() => (released = true));
  return {
    timers,
    outcomes,
    sent,
    closed: () => closed,
    overlapped: () => overlapped,
    read,
    isReleased: () => released,
  };
}

test('a memory card is identified by one command, and its handle is closed', async () => {
  const bench = start([uidDone]);
  await bench.timers.pass(0);
  expect(bench.outcomes).toEqual([ok('04A1B2C3D4E5F6')]);
  expect(bench.sent).toEqual(['ffca000000']);
  expect([bench.closed(), bench.isReleased(), bench.timers.running()]).toEqual([1, true, 0]);
});

test('a processor card is identified only after it has denied being a bank card', async () => {
  const bench = start([uidDone, notFound], { atr: processorAtr });
  await bench.timers.pass(0);
  expect(bench.outcomes).toEqual([ok('04A1B2C3D4E5F6')]);
  expect(bench.sent[1]).toBe('00a404000e325041592e5359532e444446303100');
});

test('a card with a payment directory is not for members', async () => {
  const bench = start([uidDone, '6f0a9000'], { atr: processorAtr });
  await bench.timers.pass(0);
  expect(bench.outcomes).toEqual([err('notForMembers')]);
});

test('a chip in a contact slot is not for members, and is never touched', async () => {
  const bench = start([uidDone], { atr: bytesOf('3b6800000073c84012009000') });
  await bench.timers.pass(0);
  expect(bench.outcomes).toEqual([err('notForMembers')]);
  expect(bench.sent).toEqual([]);
});

test('a card that says how much more to fetch is asked for it', async () => {
  const bench = start(['6107', uidDone]);
  await bench.timers.pass(0);
  expect(bench.sent).toEqual(['ffca000000', 'ffc0000007']);
  expect(bench.outcomes).toEqual([ok('04A1B2C3D4E5F6')]);
});

test('a card that names the right length is asked again with it', async () => {
  const bench = start(['6c07', uidDone]);
  await bench.timers.pass(0);
  expect(bench.sent).toEqual(['ffca000000', 'ffca000007']);
  expect(bench.outcomes).toEqual([ok('04A1B2C3D4E5F6')]);
});

test('a card that asks to be asked again for ever is given up', async () => {
  const bench = start(Array.from({ length: 20 }, () => '6c07'));
  await bench.timers.pass(0);
  expect(bench.outcomes).toEqual([err('badReply')]);
  expect(bench.sent).toHaveLength(3);
});

test('a connection that fails silently is told after 700 ms, not before', async () => {
  const bench = start([], { connect: 'silence' });
  await bench.timers.pass(699);
  expect(bench.outcomes).toEqual([]);
  await bench.timers.pass(1);
  expect(bench.outcomes).toEqual([err('connectFailed')]);
});

test.each([
  ['failed', 'connectFailed'],
  ['heldByAnotherProgram', 'heldByAnotherProgram'],
] as const)('a connection that is refused (%s) is told at once', async (failure, reason) => {
  const bench = start([], { connect: failure });
  await bench.timers.pass(0);
  expect(bench.outcomes).toEqual([err(reason)]);
  expect(bench.isReleased()).toBe(true);
});

test('a command without an answer is given up after a second, and its handle is left alone until the call returns', async () => {
  const bench = start(['silence']);
  await bench.timers.pass(999);
  expect(bench.outcomes).toEqual([]);
  await bench.timers.pass(1);
  expect(bench.outcomes).toEqual([err('noAnswer')]);
  expect([bench.closed(), bench.isReleased()]).toEqual([0, false]);
});

const readings = [
  { card: 'memory card', atr: storageAtr, steps: [uidDone] },
  { card: 'memory card that is asked twice', atr: storageAtr, steps: ['6107', uidDone] },
  { card: 'processor card', atr: processorAtr, steps: [uidDone, notFound] },
  {
    card: 'processor card that is asked four times',
    atr: processorAtr,
    steps: ['6107', uidDone, '6c10', notFound],
  },
];
const faults = [
  ['lifted', 'liftedTooEarly'],
  ['failed', 'noAnswer'],
  ['silence', 'noAnswer'],
  ['', 'badReply'],
  ['90', 'badReply'],
] as const;

for (const { card, atr, steps } of readings) {
  test.each(faults)(
    `a ${card} with the fault "%s" at any of its commands gives no identity`,
    async (fault, reason) => {
      for (let at = 0; at < steps.length; at += 1) {
        const bench = start(steps.with(at, fault), { atr });
        await bench.timers.pass(4_000);
        expect(bench.outcomes).toEqual([err(reason)]);
        expect(bench.sent).toHaveLength(at + 1);
        expect(bench.overlapped()).toBe(false);
      }
    },
  );

  test(`a ${card} that is lifted during any of its commands gives no identity, and its handle is closed`, async () => {
    for (let at = 0; at < steps.length; at += 1) {
      const bench = start(steps, {
        atr,
        onCommand: (index, { end }) => {
          if (index === at) end('liftedTooEarly');
        },
      });
      await bench.timers.pass(0);
      expect(bench.outcomes).toEqual([err('liftedTooEarly')]);
      expect(bench.sent).toHaveLength(at + 1);
      expect([bench.closed(), bench.timers.running(), bench.overlapped()]).toEqual([1, 0, false]);
    }
  });
}

test('slow answers, each within its deadline, never keep the cashier beyond three seconds', async () => {
  const timers = createHandTimers();
  const outcomes: ReadOutcome[] = [];
  const transmit: CardConnection['transmit'] = () =>
    new Promise((resolve) => void timers.setTimer(900, () => resolve(ok(bytesOf('6c07')))));
  const connect: () => Promise<Result<CardConnection, ConnectFailure>> = () =>
    new Promise((resolve) => {
      timers.setTimer(600, () => resolve(ok({ transmit, close: () => Promise.resolve() })));
    });
  readIdentity({ atr: processorAtr, timers, connect, onOutcome: (outcome) => outcomes.push(outcome) });
  await timers.pass(2_999);
  expect(outcomes).toEqual([]);
  await timers.pass(1);
  expect(outcomes).toEqual([err('noAnswer')]);
});

test('a hundred thousand made-up replies give an identity only when they are a whole, good one', async () => {
  const rng = createSeededRng(34);
  const good = bytesOf(uidDone);
  const wrong: string[] = [];
  let identified = 0;
  for (let run = 0; run < 100_000; run += 1) {
    // Half are noise, half a good reply with one thing wrong or nothing.
    const noise = rng.bytes(rng.below(16));
    const damaged = good
      .slice(0, rng.below(good.length + 1))
      .map((byte) => (rng.below(20) === 0 ? byte ^ 1 : byte));
    const reply = rng.below(2) === 0 ? noise : damaged;
    const outcome = await outcomeOf(reply);
    if (outcome.ok) {
      identified += 1;
      if (!isWholeUid(reply, outcome.value)) wrong.push(bytesToHex(reply));
    } else if (!['badReply', 'notForMembers', 'noAnswer'].includes(outcome.error)) wrong.push(outcome.error);
  }
  expect(wrong).toEqual([]);
  expect(identified).toBeGreaterThan(1_000);
}, 60_000);

function isWholeUid(reply: Uint8Array, cardUid: string): boolean {
  const isUidLength = [8, 14, 20].includes(cardUid.length);
  return isUidLength && bytesToHex(reply).toUpperCase() === `${cardUid}9000`;
}

/** Timers never fire here: every reply comes at once, and follow-ups get none. */
function outcomeOf(reply: Uint8Array): Promise<ReadOutcome> {
  return new Promise((resolve) => {
    let sent = 0;
    const timers = createHandTimers();
    const transmit: CardConnection['transmit'] = () => {
      sent += 1;
      return Promise.resolve(sent === 1 ? ok(reply) : err('failed'));
    };
    const connection = { transmit, close: () => Promise.resolve() };
    readIdentity({
      atr: storageAtr,
      timers,
      connect: () => Promise.resolve(ok(connection)),
      onOutcome: resolve,
    });
  });
}
