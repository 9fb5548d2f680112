import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readerExitCodes } from '#shared/contracts/supervision.ts';
import { placeUntilAsked } from '#test/support/pcsc-place-card.ts';
import { startReaderProcess } from '#test/support/pcsc-reader-process.ts';
import type { ReaderProcess } from '#test/support/pcsc-reader-process.ts';
import { createPcscService } from '#test/support/pcsc-service.ts';
import type { PcscService } from '#test/support/pcsc-service.ts';
import { normalCard } from '#tools/virtual-card/card-behaviours.ts';
import { placeCard } from '#tools/virtual-card/place-card.ts';

let service: PcscService;
let reader: ReaderProcess | undefined;

beforeEach(async () => {
  service = await createPcscService();
});
afterEach(async () => {
  await reader?.stop();
  await service.dispose();
});

function startReader(): ReaderProcess {
  reader = startReaderProcess({ env: service.env });
  return reader;
}

async function tapIsRead(running: ReaderProcess, cardUid: string): Promise<void> {
  const card = await placeUntilAsked(service, { behaviour: normalCard(cardUid) });
  await running.next('cardPresent', (present) => present.cardUid === cardUid);
  await card.lift();
}

test('without a card service the reader service says so, stays alive, and reads as soon as the service is there', async () => {
  const running = startReader();
  await running.untilState('noService');
  await running.nextHeartbeat();
  await running.nextHeartbeat();
  expect(await running.calls().readerState({})).toEqual({ ok: true, value: { kind: 'noService' } });
  await service.start();
  await running.untilState('ready');
  await tapIsRead(running, '04000000000001');
  expect(running.exitCodes).toEqual([]);
});

test('a socket file that a dead card service left behind counts as no service', async () => {
  await service.start();
  await service.kill();
  const running = startReader();
  await running.untilState('noService');
  await running.nextHeartbeat();
  expect(existsSync(service.env.PCSCLITE_CSOCK_NAME)).toBe(true);
});

test('a card service without a reader is told as such, and a card is read once a reader is there', async () => {
  await service.start('none');
  const running = startReader();
  await running.untilState('noReader');
  await service.stop();
  await running.untilState('noService');
  await service.start('virtual');
  await running.untilState('ready');
  await tapIsRead(running, '04000000000008');
  expect(running.events.filter(({ event }) => event === 'cardUnreadable')).toEqual([]);
});

test.each(['stop', 'kill'] as const)(
  'when the card service ends in mid-shift (%s) the reader is told as missing, and reads again after its return',
  async (how) => {
    await service.start();
    const running = startReader();
    await running.untilState('ready');
    await tapIsRead(running, '04000000000002');
    for (const cardUid of ['04000000000003', '04000000000004']) {
      await service[how]();
      await running.untilState('noService');
      await service.start();
      await running.untilState('ready');
      await tapIsRead(running, cardUid);
    }
    expect(running.exitCodes).toEqual([readerExitCodes.startOver, readerExitCodes.startOver]);
  },
);

test('a card service that ends while a card is being read takes the card with it, and reads again after its return', async () => {
  await service.start();
  const running = startReader();
  await running.untilState('ready');
  await placeUntilAsked(service, { behaviour: () => ({ kind: 'silence' }) });
  await service.kill();
  expect((await running.next('cardUnreadable')).reason).toBe('noAnswer');
  await running.untilState('noService');
  await service.start();
  await running.untilState('ready');
  await tapIsRead(running, '04000000000005');
});

test('a card that another program holds is told as held, and read once that program lets go', async () => {
  await service.start();
  const script = new URL('../../support/pcsc-hold-card.ts', import.meta.url).pathname;
  const holder = spawn(process.execPath, [script], {
    env: { ...process.env, ...service.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const card = await placeCard({ behaviour: normalCard('04000000000006'), port: service.slotPorts[0] });
  if (!card.ok) throw new Error('no virtual reader');
  const [said] = await once(holder.stdout, 'data');
  expect(String(said)).toBe('held\n');
  const running = startReader();
  expect((await running.next('cardUnreadable')).reason).toBe('heldByAnotherProgram');
  holder.kill();
  await once(holder, 'exit');
  await card.value.lift();
  await tapIsRead(running, '04000000000007');
});
