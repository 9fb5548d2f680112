import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { appError } from '#shared/contracts/error-codes.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { createWirePair } from '#test/support/wire-pair.ts';

const contract = {
  operations: {
    double: {
      input: z.object({ value: z.int() }),
      output: z.object({ value: z.int() }),
      errors: ['amount_invalid'],
      deadlineMs: 100,
    },
    wait: { input: z.object({}), output: z.object({}), errors: [], deadlineMs: 1_000 },
  },
  events: { grew: z.object({ size: z.int() }) },
} as const;
type TestContract = typeof contract;

const defaultHandlers: Handlers<TestContract> = {
  double: ({ value }) => (value < 0 ? err(appError('amount_invalid', { value })) : ok({ value: value * 2 })),
  wait: () => new Promise(() => undefined),
};

/** A client and a server on one wire, with everything that either of them reported. */
function connected(handlers: Partial<Handlers<TestContract>> = {}) {
  const time = createManualTime();
  const pair = createWirePair();
  const bugs: unknown[] = [];
  const strange: unknown[] = [];
  const events: AnyEvent<TestContract>[] = [];
  const lost: string[] = [];
  const server = serveRpc({
    contract,
    wire: pair.far,
    handlers: { ...defaultHandlers, ...handlers },
    onBug: (bug) => bugs.push(bug),
    onStrangeFrame: (frame) => strange.push(frame),
  });
  const client = createRpcClient({
    contract,
    wire: pair.near,
    timers: time.timers,
    onEvent: (event) => events.push(event),
    onLost: () => lost.push('lost'),
    onStrangeFrame: (frame) => strange.push(frame),
  });
  return { time, pair, bugs, strange, events, lost, server, client };
}

/** Frames that reach the near end, for requests written by hand. */
function framesOf(pair: ReturnType<typeof createWirePair>): readonly unknown[] {
  const frames: unknown[] = [];
  pair.near.onMessage((frame) => frames.push(frame));
  return frames;
}

describe('a call', () => {
  test('brings back the value of its handler', async () => {
    const { client, time } = connected();
    expect(await client.calls.double({ value: 21 })).toEqual(ok({ value: 42 }));
    expect(time.openTimers()).toBe(0);
  });

  test('brings back a refusal with its details', async () => {
    const { client } = connected();
    expect(await client.calls.double({ value: -1 })).toEqual(err(appError('amount_invalid', { value: -1 })));
  });

  test('gets its own answer when answers overtake each other', async () => {
    const { client } = connected({
      double: async ({ value }) => {
        for (let turn = 0; turn < value; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return ok({ value });
      },
    });
    const answers = await Promise.all([3, 1, 2].map((value) => client.calls.double({ value })));
    expect(answers).toEqual([3, 1, 2].map((value) => ok({ value })));
  });

  test('ends at its deadline, not before', async () => {
    const { client, time } = connected();
    const answers: unknown[] = [];
    const call = client.calls.wait({}).then((answer) => answers.push(answer));
    time.advance(999);
    await Promise.resolve();
    expect(answers).toEqual([]);
    time.advance(1);
    await call;
    expect(answers).toEqual([err(appError('deadline_passed', { operation: 'wait' }))]);
  });

  test('answered after its deadline changes nothing', async () => {
    let release: () => void = () => undefined;
    const { client, time, pair, strange } = connected({
      double: ({ value }) => new Promise((resolve) => (release = () => resolve(ok({ value })))),
    });
    const call = client.calls.double({ value: 5 });
    await pair.settled();
    time.advance(100);
    expect(await call).toEqual(err(appError('deadline_passed', { operation: 'double' })));
    release();
    await pair.settled();
    expect(strange).toEqual([]);
  });

  test('with a wrong input is refused before the handler sees it', async () => {
    const seen: unknown[] = [];
    const { client } = connected({
      double: (input) => {
        seen.push(input);
        return ok({ value: 0 });
      },
    });
    expect(await client.calls.double({ value: 0.5 })).toEqual(
      err(appError('invalid_input', { operation: 'double' })),
    );
    expect(seen).toEqual([]);
  });

  test('whose handler throws is answered with internal, and the bug is reported once', async () => {
    const bug = new Error('planted');
    const { client, bugs } = connected({
      double: () => {
        throw bug;
      },
    });
    expect(await client.calls.double({ value: 1 })).toEqual(err(appError('internal')));
    expect(bugs).toEqual([bug]);
  });

  test('whose handler rejects is answered with internal too', async () => {
    const { client, bugs } = connected({ double: () => Promise.reject(new Error('planted')) });
    expect(await client.calls.double({ value: 1 })).toEqual(err(appError('internal')));
    expect(bugs).toHaveLength(1);
  });

  test('whose answer cannot be sent is answered with internal and reported', async () => {
    const uncloneable = { value: 1, extra: () => undefined };
    const { client, bugs } = connected({ double: () => ok(uncloneable) });
    expect(await client.calls.double({ value: 1 })).toEqual(err(appError('internal')));
    expect(bugs).toHaveLength(1);
  });

  test('whose answer has another form than agreed ends with internal', async () => {
    const { client, pair } = connected({ double: () => new Promise(() => undefined) });
    const call = client.calls.double({ value: 1 });
    pair.far.send({ frame: 'answer', callId: 1, outcome: { ok: true, value: { value: 'two' } } });
    expect(await call).toEqual(err(appError('internal')));
  });
});

describe('a lost wire', () => {
  test('answers every open call with service_lost and says so once', async () => {
    const { client, pair, lost, time } = connected();
    const calls = [client.calls.wait({}), client.calls.wait({})];
    pair.far.close();
    expect(await Promise.all(calls)).toEqual([err(appError('service_lost')), err(appError('service_lost'))]);
    expect(lost).toEqual(['lost']);
    expect([client.isOpen(), time.openTimers()]).toEqual([false, 0]);
  });

  test('answers later calls at once', async () => {
    const { client, pair, time } = connected();
    pair.far.close();
    expect(await client.calls.double({ value: 1 })).toEqual(err(appError('service_lost')));
    expect(time.openTimers()).toBe(0);
  });

  test('closed by the client ends its own calls without crying loss', async () => {
    const { client, lost, time } = connected();
    const call = client.calls.wait({});
    client.close();
    expect(await call).toEqual(err(appError('service_lost')));
    expect(await client.calls.double({ value: 1 })).toEqual(err(appError('service_lost')));
    expect([client.isOpen(), lost, time.openTimers()]).toEqual([false, [], 0]);
  });
});

describe('an event', () => {
  test('arrives with its name and payload', async () => {
    const { server, events, pair } = connected();
    server.emit('grew', { size: 3 });
    await pair.settled();
    expect(events).toEqual([{ event: 'grew', payload: { size: 3 } }]);
  });

  test.each([
    ['of an unknown name', { frame: 'event', event: 'shrank', payload: {} }],
    ['named like a property that every object has', { frame: 'event', event: 'constructor', payload: {} }],
    ['named __proto__', { frame: 'event', event: '__proto__', payload: {} }],
    ['with a wrong payload', { frame: 'event', event: 'grew', payload: { size: 'big' } }],
    ['without a payload', { frame: 'event', event: 'grew' }],
  ])('%s is reported as strange and not acted on', async (_what, frame) => {
    const { pair, events, strange } = connected();
    pair.far.send(frame);
    await pair.settled();
    expect([events, strange]).toEqual([[], [frame]]);
  });
});

describe('frames from a stranger', () => {
  test.each([
    ['no object', 'hello'],
    ['nothing', null],
    ['an unknown kind of frame', { frame: 'order', callId: 1 }],
    ['a request without an id', { frame: 'request', operation: 'double', input: {} }],
    ['a request with a negative id', { frame: 'request', callId: -1, operation: 'double', input: {} }],
    ['a name longer than any', { frame: 'request', callId: 1, operation: 'x'.repeat(65), input: {} }],
  ])('%s is reported by the server and not answered', async (_what, frame) => {
    const { pair, strange } = connected();
    const frames = framesOf(pair);
    pair.near.send(frame);
    await pair.settled();
    expect(strange).toEqual([frame]);
    expect(frames).toEqual([]);
  });

  test.each(['halve', '__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'an operation named %j is refused as invalid input',
    async (operation) => {
      const { pair, bugs } = connected();
      const frames = framesOf(pair);
      pair.near.send({ frame: 'request', callId: 9, operation, input: {} });
      await pair.settled();
      expect(frames).toEqual([
        { frame: 'answer', callId: 9, outcome: err(appError('invalid_input', { operation })) },
      ]);
      expect(bugs).toEqual([]);
    },
  );

  test('an answer to a call that nobody made changes nothing', async () => {
    const { client, pair } = connected();
    pair.far.send({ frame: 'answer', callId: 77, outcome: ok({ value: 1 }) });
    expect(await client.calls.double({ value: 4 })).toEqual(ok({ value: 8 }));
  });

  test('an answer with an error code outside the catalogue is strange', async () => {
    const { pair, strange } = connected();
    const frame = {
      frame: 'answer',
      callId: 1,
      outcome: { ok: false, error: { code: 'moon_full', details: {} } },
    };
    pair.far.send(frame);
    await pair.settled();
    expect(strange).toEqual([frame]);
  });
});
