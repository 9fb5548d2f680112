import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startVirtualDisplay } from '#tools/launch/virtual-display.ts';
import type { Display } from '#tools/launch/virtual-display.ts';

/** The opening of the X11 protocol, little-endian, version 11.0, without a key; the answer begins with 1. */
const greeting = Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const ACCEPTED = 1;

const displays: Display[] = [];

afterEach(async () => {
  await Promise.all(displays.splice(0).map((display) => display.stop()));
});

async function openDisplay(): Promise<string> {
  const started = await startVirtualDisplay();
  if (!started.ok) throw new Error(started.error);
  displays.push(started.value);
  return started.value.name ?? '';
}

/** Comes and goes as a program with one window does; returns the first byte of the server's answer. */
async function visit(name: string): Promise<number> {
  const socket = connect(`/tmp/.X11-unix/X${name.slice(1)}`);
  socket.write(greeting);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return answer[0];
}

it('accepts a program as soon as it is announced, and the next one after the last has left', async () => {
  for (let round = 0; round < 10; round += 1) {
    const name = await openDisplay();
    expect(await visit(name)).toBe(ACCEPTED);
    expect(await visit(name)).toBe(ACCEPTED);
  }
});

it('gives two runs beside each other two displays', async () => {
  const names = await Promise.all([openDisplay(), openDisplay()]);
  expect(new Set(names).size).toBe(2);
});

it('refuses everybody once it is stopped', async () => {
  const name = await openDisplay();
  await displays[0]?.stop();
  await expect(visit(name)).rejects.toThrow(/ENOENT|ECONNREFUSED/);
});
