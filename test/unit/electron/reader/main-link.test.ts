import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { childLink, utilityLink } from '#electron/reader/main-link.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';

function createBench() {
  const sent: unknown[] = [];
  const wires: Wire[] = [];
  const controls: string[] = [];
  let deliver: (message: unknown) => void = () => {};
  const link = childLink({
    send: (message) => sent.push(message),
    onMessage: (receive) => {
      deliver = receive;
    },
  });
  link.onControl((control, tillWire) => {
    controls.push(control.message);
    if (tillWire !== undefined) wires.push(tillWire);
  });
  return { link, sent, wires, controls, deliver: (message: unknown) => deliver(message) };
}

const tillPort = { channel: 'control', message: { message: 'tillPort' } };

test('signs of life and frames for the till service travel apart', () => {
  const bench = createBench();
  bench.deliver(tillPort);
  bench.link.send({ message: 'alive' });
  bench.wires[0]?.send({ frame: 'event' });
  expect(bench.sent).toEqual([
    { channel: 'control', message: { message: 'alive' } },
    { channel: 'till', message: { frame: 'event' } },
  ]);
});

test('frames that come before anybody serves are kept and delivered in order', () => {
  const bench = createBench();
  bench.deliver(tillPort);
  bench.deliver({ channel: 'till', message: 1 });
  bench.deliver({ channel: 'till', message: 2 });
  const received: unknown[] = [];
  bench.wires[0]?.onMessage((message) => received.push(message));
  bench.deliver({ channel: 'till', message: 3 });
  expect(received).toEqual([1, 2, 3]);
});

test('a wire that has been replaced neither hears nor says anything more', () => {
  const bench = createBench();
  const heard: string[] = [];
  for (const name of ['first', 'second']) {
    bench.deliver(tillPort);
    bench.wires.at(-1)?.onMessage(() => heard.push(name));
  }
  bench.wires[0]?.send('late');
  bench.wires[0]?.close();
  bench.deliver({ channel: 'till', message: {} });
  expect([heard, bench.sent]).toEqual([['second'], []]);
});

test('the end of the till service is told to its wire', () => {
  const bench = createBench();
  let isClosed = false;
  bench.deliver(tillPort);
  bench.wires[0]?.onClose(() => (isClosed = true));
  bench.deliver({ channel: 'control', message: { message: 'tillPortClosed' } });
  expect([isClosed, bench.controls]).toEqual([true, ['tillPort', 'tillPortClosed']]);
});

test.each([
  ['no channel', { message: {} }],
  ['an unknown channel', { channel: 'shell', message: {} }],
  ['an unknown control message', { channel: 'control', message: { message: 'format' } }],
])('a message with %s is a bug of the other side, and is never acted on', (_what, message) => {
  const bench = createBench();
  expect(() => bench.deliver(message)).toThrow(ZodError);
  expect(bench.controls).toEqual([]);
});

test('in a utility process frames travel over the port that main handed over, and the rest beside it', () => {
  const port = Object.assign(new EventEmitter(), { sent: [] as unknown[], started: 0, closed: 0 });
  const tillPortMain = Object.assign(port, {
    postMessage: (message: unknown) => void port.sent.push(message),
    start: () => void (port.started += 1),
    close: () => void (port.closed += 1),
  });
  const parent = Object.assign(new EventEmitter(), { sent: [] as unknown[] });
  const parentPort = Object.assign(parent, {
    postMessage: (message: unknown) => void parent.sent.push(message),
  });
  const link = utilityLink(parentPort);
  const wires: Wire[] = [];
  link.onControl((_control, wire) => {
    if (wire !== undefined) wires.push(wire);
  });
  parentPort.emit('message', { data: { message: 'start', scripted: false }, ports: [] });
  parentPort.emit('message', { data: { message: 'tillPort' }, ports: [tillPortMain] });
  expect(port.started).toBe(0); // nothing is lost before somebody serves
  const received: unknown[] = [];
  wires[0]?.onMessage((message) => received.push(message));
  tillPortMain.emit('message', { data: { frame: 'request' } });
  wires[0]?.send({ frame: 'answer' });
  link.send({ message: 'ready' });
  wires[0]?.close();
  expect([received, port.sent, parent.sent]).toEqual([
    [{ frame: 'request' }],
    [{ frame: 'answer' }],
    [{ message: 'ready' }],
  ]);
  expect([wires.length, port.started, port.closed]).toEqual([1, 1, 1]);
});
