import { EventEmitter } from 'node:events';
import type { NFC, NfcReader } from 'nfc-pcsc';
import { expect, test } from 'vitest';
import { createPcscAdapter } from '#electron/reader/pcsc-adapter.ts';
import type { ReaderPort, ReaderPortEvent } from '#electron/reader/reader-port.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { createHandTimers } from '#test/support/pcsc-hand-timers.ts';
import type { HandTimers } from '#test/support/pcsc-hand-timers.ts';

const present = 0x20;
const empty = 0x10;
/** PC/SC counts insertions and removals in the upper half of the state. */
const counted = (state: number, counter: number): number => (counter << 16) | state;

type FakeDevice = NfcReader & { readonly calls: string[] };

/** The surface of nfc-pcsc's reader that the adapter uses, with failures as the real one has them. */
function fakeDevice(name: string, faults: Readonly<Record<string, Error>> = {}): FakeDevice {
  const calls: string[] = [];
  const call = (what: string, value: unknown): Promise<never> => {
    calls.push(what);
    const fault = faults[what];
    // The fake answers for nfc-pcsc, whose promises have no types either.
    return fault === undefined ? (Promise.resolve(value) as Promise<never>) : Promise.reject(fault);
  };
  const native = Object.assign(new EventEmitter(), {
    name,
    connected: false,
    SCARD_STATE_PRESENT: present,
    connect: () => {},
  });
  native.on('status', () => calls.push('own handling of nfc-pcsc'));
  return Object.assign(new EventEmitter(), {
    name,
    reader: native,
    calls,
    card: null,
    connection: null,
    connect: (mode = 'card') => {
      native.connected = faults['connect'] === undefined;
      return call(mode === 'CONNECT_MODE_DIRECT' ? 'connect direct' : 'connect', {});
    },
    disconnect: () => call('disconnect', true),
    transmit: () => call('transmit', Buffer.from('0102030490aa', 'hex')),
    control: () => call('control', Buffer.from([0xe1, 0, 0, 0, 1, 0x8b])),
  });
}

type Bench = {
  readonly timers: HandTimers;
  readonly port: ReaderPort;
  readonly events: ReaderPortEvent[];
  readonly logged: string[];
  readonly nfc: EventEmitter;
  readonly created: () => number;
  answering: boolean;
};

function createBench(createFails = false): Bench {
  const timers = createHandTimers();
  const events: ReaderPortEvent[] = [];
  const logged: string[] = [];
  const nfc = new EventEmitter();
  let created = 0;
  const bench: Bench = {
    timers,
    events,
    logged,
    nfc,
    created: () => created,
    answering: true,
    port: createPcscAdapter({
      createNfc: () => {
        created += 1;
        if (createFails) throw new Error('SCardEstablishContext error: Service not available.(0x8010001d)');
        return nfc as NFC; // only its events are used
      },
      isServiceAnswering: () => Promise.resolve(bench.answering),
      timers,
      log: (event) => logged.push(event),
    }),
  };
  return bench;
}

async function plug(bench: Bench, device: FakeDevice): Promise<void> {
  bench.port.start((event) => bench.events.push(event));
  await bench.timers.pass(0);
  bench.nfc.emit('reader', device);
  await bench.timers.pass(1_000);
}

test('the library is not created before the card service answers, and the service is looked for until it does', async () => {
  const bench = createBench();
  bench.answering = false;
  bench.port.start((event) => bench.events.push(event));
  await bench.timers.pass(20_000);
  expect(bench.created()).toBe(0);
  expect(new Set(bench.events.map(({ kind }) => kind))).toEqual(new Set(['serviceMissing']));
  bench.answering = true;
  await bench.timers.pass(1_500);
  expect(bench.created()).toBe(1);
  expect(bench.events.at(-1)).toEqual({ kind: 'readersChanged', readerNames: [] });
});

test('a library that refuses to start is a missing service, and is tried again', async () => {
  const bench = createBench(true);
  bench.port.start((event) => bench.events.push(event));
  await bench.timers.pass(3_000);
  expect(bench.created()).toBeGreaterThan(2);
  expect(bench.events[0]).toEqual({ kind: 'serviceMissing' });
});

test('a reader that is unplugged and plugged in again is told both times, without a new start', async () => {
  const bench = createBench();
  const device = fakeDevice('Reader');
  await plug(bench, device);
  device.emit('end');
  await bench.timers.pass(0);
  bench.nfc.emit('reader', fakeDevice('Reader'));
  expect(bench.events.map((event) => ('readerNames' in event ? event.readerNames : event.kind))).toEqual([
    ['Reader'],
    [],
    ['Reader'],
  ]);
  expect(bench.created()).toBe(1);
});

test('nfc-pcsc handles no card by itself', async () => {
  const bench = createBench();
  const device = fakeDevice('Reader');
  await plug(bench, device);
  device.reader.emit('status', { state: counted(present, 1), atr: Buffer.from([0x3b]) });
  expect(device.calls).toEqual([]);
  expect(bench.events.at(-1)).toEqual({ kind: 'cardPlaced', readerName: 'Reader', atr: Uint8Array.of(0x3b) });
});

test('a card swapped between two looks is lifted and placed, by the counter of PC/SC', async () => {
  const bench = createBench();
  const device = fakeDevice('Reader');
  await plug(bench, device);
  const states = [
    counted(empty, 0),
    counted(present, 1),
    counted(present, 1),
    counted(present, 3),
    counted(empty, 4),
  ];
  for (const state of states) device.reader.emit('status', { state });
  const cards = bench.events.filter(({ kind }) => kind.startsWith('card')).map(({ kind }) => kind);
  expect(cards).toEqual(['cardPlaced', 'cardLifted', 'cardPlaced', 'cardLifted']);
});

test('a connect that fails is a value with its reason, where nfc-pcsc would say nothing', async () => {
  for (const [message, failure] of [
    ['SCardConnect error: Sharing violation.(0x8010000b)', 'heldByAnotherProgram'],
    ['SCardConnect error: Card is unpowered.(0x80100067)', 'failed'],
    ['SCardConnect error: Transaction failed.(0x80100016)', 'failed'],
  ] as const) {
    const bench = createBench();
    await plug(bench, fakeDevice('Reader', { connect: new Error(message) }));
    expect(await bench.port.connect('Reader')).toEqual(err(failure));
  }
  expect(await createBench().port.connect('No such reader')).toEqual(err('failed'));
});

test('a command that fails is a value: lifted when the card went away, failed otherwise', async () => {
  for (const [thrown, failure] of [
    [new Error('SCardTransmit error: Card was removed.(0x80100069)'), 'lifted'],
    [new Error('SCardTransmit error: Transaction failed.(0x80100016)'), 'lifted'],
    [Object.assign(new Error('wrapped'), { previous: new Error('Card was reset.(0x80100068)') }), 'lifted'],
    [new RangeError('Attempt to access memory outside buffer bounds'), 'failed'],
    [new Error('SCardTransmit error: RPC transport error.(0x80100013)'), 'failed'],
  ] as const) {
    const bench = createBench();
    await plug(bench, fakeDevice('Reader', { transmit: thrown }));
    const connected = await bench.port.connect('Reader');
    expect(connected.ok && (await connected.value.transmit(Uint8Array.of(1)))).toEqual(err(failure));
  }
});

test('after a disconnect that failed the reader counts as closed, so that the next connect is a real one', async () => {
  const bench = createBench();
  const device = fakeDevice('Reader', { disconnect: new Error('Access denied.(0x8010006a)') });
  await plug(bench, device);
  const connected = await bench.port.connect('Reader');
  if (connected.ok) await connected.value.close();
  expect([device.reader.connected, device.connection, device.card]).toEqual([false, null, null]);
  expect(bench.logged).toContain('disconnectFailed');
});

test('a failing reader of a service that still answers is only logged', async () => {
  const bench = createBench();
  const device = fakeDevice('Reader');
  await plug(bench, device);
  device.emit('error', new Error('Reader is unavailable.(0x80100017)'));
  await bench.timers.pass(0);
  expect(bench.logged).toEqual(['readerFailed']);
  expect(bench.events.some(({ kind }) => kind === 'serviceLost')).toBe(false);
});

test('a service that dies is told once, however many of its parts say so', async () => {
  const bench = createBench();
  const device = fakeDevice('Reader');
  await plug(bench, device);
  bench.answering = false;
  device.emit('end');
  device.emit('error', new Error('RPC transport error.(0x80100013)'));
  bench.nfc.emit('error', new Error('RPC transport error.(0x80100013)'));
  await bench.timers.pass(0);
  expect(bench.events.filter(({ kind }) => kind === 'serviceLost')).toHaveLength(1);
  expect(bench.events.at(-1)).toEqual({ kind: 'serviceLost' });
});

test('a reader of ACS is asked for its shortest polling before its first card, and a refusal costs nothing', async () => {
  const willing = fakeDevice('ACS ACR122U PICC Interface 00 00');
  const bench = createBench();
  await plug(bench, willing);
  expect(willing.calls).toEqual(['connect direct', 'control', 'disconnect']);

  const refusing = fakeDevice('ACS ACR1252 1S CL Reader PICC 00', {
    control: new Error('Escape is not allowed'),
  });
  const second = createBench();
  await plug(second, refusing);
  expect(second.logged).toEqual(['pollingUnchanged']);
  expect(refusing.calls).toEqual(['connect direct', 'control', 'disconnect']);
  expect(await second.port.connect(refusing.name)).toMatchObject(ok({}));
});
