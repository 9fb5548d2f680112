import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createReaderService } from '#electron/reader/reader-service.ts';
import type { ReaderService } from '#electron/reader/reader-service.ts';
import type { ReaderPort, ReaderPortEvent } from '#electron/reader/reader-port.ts';
import { createScriptedAdapter } from '#electron/reader/scripted-adapter.ts';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderContract } from '#shared/contracts/reader-contract.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { RpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { ok } from '#shared/kernel/result.ts';
import { createHandTimers } from '#test/support/pcsc-hand-timers.ts';
import { classicCardAtr } from '#tools/virtual-card/card-behaviours.ts';

type Till = { readonly client: RpcClient<ReaderContract>; readonly events: AnyEvent<ReaderContract>[] };

function wireOf(port: MessagePort): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => void port.on('message', receive),
    onClose: (closed) => void port.on('close', closed),
    close: () => port.close(),
  };
}

function createBench(parts: { readonly scripted?: boolean; readonly native?: boolean } = {}) {
  const timers = createHandTimers();
  const startedOver: string[] = [];
  let tell: (event: ReaderPortEvent) => void = () => {};
  let uid = '04A1B2C3D4E5F6';
  const cardReaders: ReaderPort = {
    start: (onEvent) => {
      tell = onEvent;
    },
    connect: () => {
      const reply = Uint8Array.from(Buffer.from(`${uid}9000`, 'hex'));
      return Promise.resolve(
        ok({ transmit: () => Promise.resolve(ok(reply)), close: () => Promise.resolve() }),
      );
    },
  };
  const service: ReaderService = createReaderService({
    cardReaders: parts.native === false ? undefined : cardReaders,
    scripted: parts.scripted === true ? createScriptedAdapter(timers) : undefined,
    timers,
    monotonicMs: timers.nowMs,
    attempt: 3,
    onStartOver: (reason) => startedOver.push(reason),
    onBug: (bug) => {
      throw bug;
    },
    log: () => {},
  });
  const connectTill = (): Till => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port2.close());
    const events: AnyEvent<ReaderContract>[] = [];
    const client = createRpcClient({
      contract: readerContract,
      wire: wireOf(port2),
      timers: createHandTimers(),
      onEvent: (event) => events.push(event),
      onLost: () => {},
      onStrangeFrame: () => {},
    });
    service.serve(wireOf(port1));
    return { client, events };
  };
  service.start();
  return {
    timers,
    service,
    startedOver,
    connectTill,
    tell: (event: ReaderPortEvent) => tell(event),
    tap: async (readerName: string, cardUid: string): Promise<void> => {
      uid = cardUid;
      tell({ kind: 'cardPlaced', readerName, atr: classicCardAtr });
      await timers.pass(10);
    },
  };
}

function eventsOf(till: Till, name: keyof ReaderContract['events']): readonly unknown[] {
  return till.events.filter(({ event }) => event === name).map(({ payload }) => payload);
}

function uidOf(text: string): CardUid {
  const parsed = parseCardUid(text);
  if (parsed === undefined) throw new Error(`not a UID: ${text}`);
  return parsed;
}

test('the state goes from starting through each trouble to ready, and each change is told once', async () => {
  const bench = createBench();
  const till = bench.connectTill();
  bench.tell({ kind: 'serviceMissing' });
  bench.tell({ kind: 'serviceMissing' });
  bench.tell({ kind: 'readersChanged', readerNames: [] });
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  bench.tell({ kind: 'readersChanged', readerNames: [] });
  await expect
    .poll(() => eventsOf(till, 'stateChanged'))
    .toEqual([
      { kind: 'starting', attempt: 3 },
      { kind: 'noService' },
      { kind: 'noReader' },
      { kind: 'ready', readerName: 'Reader A' },
      { kind: 'noReader' },
    ]);
  expect(await till.client.calls.readerState({})).toEqual(ok({ kind: 'noReader' }));
});

test('without its native part the service stays, and says that there is no card service', async () => {
  const till = createBench({ native: false }).connectTill();
  expect(await till.client.calls.readerState({})).toEqual(ok({ kind: 'noService' }));
});

test('the shown reader does not depend on the order in which readers are plugged in', async () => {
  for (const readerNames of [
    ['B contactless', 'A SAM', 'A reader'],
    ['A reader', 'B contactless', 'A SAM'],
  ]) {
    const bench = createBench();
    bench.tell({ kind: 'readersChanged', readerNames });
    const till = bench.connectTill();
    expect(await till.client.calls.readerState({})).toEqual(
      ok({ kind: 'ready', readerName: 'B contactless' }),
    );
  }
});

test('cards on two readers are two sessions that do not mix', async () => {
  const bench = createBench();
  const till = bench.connectTill();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A', 'Reader B'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  await bench.tap('Reader B', '04A1B2C3D4E5F7');
  bench.tell({ kind: 'cardLifted', readerName: 'Reader A' });
  await bench.timers.pass(5_000);
  await expect
    .poll(() => eventsOf(till, 'cardPresent'))
    .toMatchObject([
      { session: 1, cardUid: '04A1B2C3D4E5F6', readerName: 'Reader A' },
      { session: 2, cardUid: '04A1B2C3D4E5F7', readerName: 'Reader B' },
    ]);
  await expect.poll(() => eventsOf(till, 'cardRemoved')).toEqual([{ session: 1 }]);
});

test('a security module in its slot is never read', async () => {
  const bench = createBench();
  const till = bench.connectTill();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader SAM 00', 'Reader PICC 00'] });
  await bench.tap('Reader SAM 00', '04A1B2C3D4E5F6');
  await bench.tap('Reader PICC 00', '04A1B2C3D4E5F7');
  await expect.poll(() => eventsOf(till, 'cardPresent')).toMatchObject([{ cardUid: '04A1B2C3D4E5F7' }]);
});

test('a reader unplugged with a card on it takes the card with it, and reads again when it is back', async () => {
  const bench = createBench();
  const till = bench.connectTill();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  bench.tell({ kind: 'readersChanged', readerNames: [] });
  await expect.poll(() => eventsOf(till, 'cardRemoved')).toEqual([{ session: 1 }]);
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  await expect.poll(() => eventsOf(till, 'cardPresent')).toHaveLength(2);
  expect(bench.startedOver).toEqual([]);
});

test('a card service that dies is told as missing, with the card that lay there, and the process starts over', async () => {
  const bench = createBench();
  const till = bench.connectTill();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  bench.tell({ kind: 'serviceLost' });
  await expect
    .poll(() => till.events.slice(-2))
    .toEqual([
      { event: 'cardRemoved', payload: { session: 1 } },
      { event: 'stateChanged', payload: { kind: 'noService' } },
    ]);
  expect(bench.startedOver).toEqual(['serviceLost']);
});

test('a new till service is told the state and the card that lies there, and the last one nothing more', async () => {
  const bench = createBench();
  const first = bench.connectTill();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  await expect.poll(() => first.events).toHaveLength(3);
  const second = bench.connectTill();
  await expect
    .poll(() => second.events)
    .toMatchObject([
      { event: 'stateChanged', payload: { kind: 'ready' } },
      { event: 'cardPresent', payload: { session: 1, cardUid: '04A1B2C3D4E5F6' } },
    ]);
  bench.tell({ kind: 'readersChanged', readerNames: [] });
  await expect.poll(() => eventsOf(second, 'cardRemoved')).toEqual([{ session: 1 }]);
  expect(first.events).toHaveLength(3);
});

test('without a till service cards and changes are simply not told', async () => {
  const bench = createBench();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  bench.connectTill();
  bench.service.letGo();
  bench.tell({ kind: 'readersChanged', readerNames: [] });
  const till = bench.connectTill();
  expect(await till.client.calls.readerState({})).toEqual(ok({ kind: 'noReader' }));
});

test('the demo tray taps like a reader, and is never shown as one', async () => {
  const bench = createBench({ scripted: true });
  const till = bench.connectTill();
  bench.tell({ kind: 'serviceMissing' });
  const tapped = await till.client.calls.tapScriptedCard({ cardUid: uidOf('04A1B2C3D4E5F6'), holdMs: 500 });
  expect(tapped).toEqual(ok({}));
  await bench.timers.pass(10);
  await expect.poll(() => eventsOf(till, 'cardPresent')).toMatchObject([{ cardUid: '04A1B2C3D4E5F6' }]);
  await bench.timers.pass(2_500);
  await expect.poll(() => eventsOf(till, 'cardRemoved')).toEqual([{ session: 1 }]);
  expect(await till.client.calls.readerState({})).toEqual(ok({ kind: 'noService' }));
});

test('a second card of the tray replaces the first', async () => {
  const bench = createBench({ scripted: true });
  const till = bench.connectTill();
  for (const text of ['04A1B2C3D4E5F6', '04A1B2C3D4E5F7']) {
    await till.client.calls.tapScriptedCard({ cardUid: uidOf(text), holdMs: 500 });
    await bench.timers.pass(10);
  }
  await expect
    .poll(() => till.events.slice(1).map(({ event }) => event))
    .toEqual(['cardPresent', 'cardRemoved', 'cardPresent']);
});

test('a real PC/SC tap and a tray tap get different sessions', async () => {
  const bench = createBench({ scripted: true });
  const till = bench.connectTill();
  bench.tell({ kind: 'readersChanged', readerNames: ['Reader A'] });
  await bench.tap('Reader A', '04A1B2C3D4E5F6');
  await till.client.calls.tapScriptedCard({ cardUid: uidOf('04A1B2C3D4E5F7'), holdMs: 500 });
  await bench.timers.pass(10);
  await expect.poll(() => eventsOf(till, 'cardPresent')).toMatchObject([{ session: 1 }, { session: 2 }]);
});
