import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { placeUntilAsked } from '#test/support/pcsc-place-card.ts';
import { startReaderProcess } from '#test/support/pcsc-reader-process.ts';
import type { ReaderEvent, ReaderProcess } from '#test/support/pcsc-reader-process.ts';
import { createPcscService } from '#test/support/pcsc-service.ts';
import type { PcscService } from '#test/support/pcsc-service.ts';
import {
  bankCard,
  classicCardAtr,
  delayed,
  fixedReply,
  leavesAt,
  normalCard,
  processorCardAtr,
  silentCard,
} from '#tools/virtual-card/card-behaviours.ts';
import type { CardBehaviour } from '#tools/virtual-card/card-behaviours.ts';

let service: PcscService;
let reader: ReaderProcess;
const rng = createSeededRng(20_261_121);

beforeAll(async () => {
  service = await createPcscService();
  await service.start();
  reader = startReaderProcess({ env: service.env });
  await reader.untilState('ready');
});
afterAll(async () => {
  await reader.stop();
  await service.dispose();
});
beforeEach(() => {
  if (reader.exitCodes.length > 0) throw new Error('the last test cost the reader service its life');
});

/** A fresh card each time, so that no test can live on another's. */
function newUid(): string {
  return `04${bytesToHex(rng.bytes(6))}`.toUpperCase();
}

/** Cards told since `from`, readable or not; removals come later and do not matter. */
function toldSince(from: number): readonly ReaderEvent['event'][] {
  return reader.events.slice(from).flatMap(({ event }) => (event === 'cardRemoved' ? [] : [event]));
}

/** Settles with the session, while the card may still count as lying there. */
async function tapIsRead(slot: 0 | 1 = 0): Promise<number> {
  const cardUid = newUid();
  const card = await placeUntilAsked(service, { behaviour: normalCard(cardUid), slot });
  const { session } = await reader.next('cardPresent', (present) => present.cardUid === cardUid);
  await card.lift();
  return session;
}

/** A card that leaves early right after another was read is taken for that one, bouncing. */
async function untilAllRemoved(): Promise<void> {
  const count = (name: ReaderEvent['event']): number =>
    reader.events.filter(({ event }) => event === name).length;
  await expect.poll(() => count('cardPresent') - count('cardRemoved')).toBe(0);
}

/** What one card is told as, before a normal tap after it is read. */
async function toldOf(behaviour: CardBehaviour, atr = classicCardAtr): Promise<readonly string[]> {
  await untilAllRemoved();
  const from = reader.events.length;
  const card = await placeUntilAsked(service, { behaviour, atr });
  const { reason } = await reader.next('cardUnreadable');
  await card.lift();
  const told = toldSince(from);
  await tapIsRead();
  return [...told, reason];
}

test('a card put on the reader is told with its UID, and its removal after it', async () => {
  const cardUid = newUid();
  const card = await placeUntilAsked(service, { behaviour: normalCard(cardUid) });
  const present = await reader.next('cardPresent');
  expect(present).toMatchObject({ cardUid, readerName: expect.stringContaining('Virtual PCD') });
  await card.lift();
  await reader.next('cardRemoved', ({ session }) => session === present.session);
});

test('a 4-byte card of the Classic family is read like any other', async () => {
  const card = await placeUntilAsked(service, { behaviour: normalCard('A1B2C3D4'), atr: classicCardAtr });
  expect((await reader.next('cardPresent')).cardUid).toBe('A1B2C3D4');
  await card.lift();
});

test.each([
  ['a reply without a UID', fixedReply('9000'), 'badReply'],
  ['a reply of one byte', fixedReply('90'), 'badReply'],
  ['a reply with a wrong status', fixedReply('6300'), 'badReply'],
  ['a UID of five bytes', fixedReply('01020304059000'), 'badReply'],
  ['a reply longer than any UID', fixedReply(`${'ab'.repeat(200)}9000`), 'badReply'],
  ['a random UID', fixedReply('08a1b2c39000'), 'notForMembers'],
  ['the UID of another card family', fixedReply('01020304050607089000'), 'notForMembers'],
  ['a card that is lifted while it is asked', leavesAt(0, normalCard('04AABBCCDDEEFF')), 'liftedTooEarly'],
  ['a card that never answers', silentCard(), 'noAnswer'],
] as const)('%s gives no identity, and the next tap is read', async (_what, behaviour, reason) => {
  expect(await toldOf(behaviour)).toEqual(['cardUnreadable', reason]);
});

test('a bank card is refused although it has a UID, and the next tap is read', async () => {
  expect(await toldOf(bankCard(newUid()), processorCardAtr)).toEqual(['cardUnreadable', 'notForMembers']);
});

test('a processor card without a payment directory is read by its UID', async () => {
  const cardUid = newUid();
  const card = await placeUntilAsked(service, { behaviour: normalCard(cardUid), atr: processorCardAtr });
  expect((await reader.next('cardPresent')).cardUid).toBe(cardUid);
  expect(card.commandsSeen()).toBe(2);
  await card.lift();
});

test('a processor card lifted between its two commands gives no identity, and the next tap is read', async () => {
  expect(await toldOf(leavesAt(1, normalCard(newUid())), processorCardAtr)).toEqual([
    'cardUnreadable',
    'liftedTooEarly',
  ]);
});

test('a slow card within its deadline is read', async () => {
  const cardUid = newUid();
  const card = await placeUntilAsked(service, { behaviour: delayed(300, normalCard(cardUid)) });
  expect((await reader.next('cardPresent')).cardUid).toBe(cardUid);
  await card.lift();
});

test('two cards on two slots are told as two sessions, which end apart', async () => {
  const [firstUid, secondUid] = [newUid(), newUid()];
  const first = await placeUntilAsked(service, { behaviour: normalCard(firstUid) });
  const firstPresent = await reader.next('cardPresent', ({ cardUid }) => cardUid === firstUid);
  const second = await placeUntilAsked(service, { behaviour: normalCard(secondUid), slot: 1 });
  const secondPresent = await reader.next('cardPresent', ({ cardUid }) => cardUid === secondUid);
  expect(secondPresent.session).toBeGreaterThan(firstPresent.session);
  expect(secondPresent.readerName).not.toBe(firstPresent.readerName);
  await first.lift();
  await reader.next('cardRemoved', ({ session }) => session === firstPresent.session);
  await second.lift();
  await reader.next('cardRemoved', ({ session }) => session === secondPresent.session);
});

test('of a hundred taps each is told once, and every fifth card that leaves early never as a member', async () => {
  const told = reader.events.length;
  const tapMany = async (slot: 0 | 1): Promise<void> => {
    for (let round = 0; round < 10; round += 1) {
      let session = 0;
      for (let tap = 0; tap < 4; tap += 1) session = await tapIsRead(slot);
      await reader.next('cardRemoved', (removed) => removed.session === session);
      await placeUntilAsked(service, { behaviour: leavesAt(0, normalCard(newUid())), slot });
      await reader.next('cardUnreadable', ({ reason }) => reason === 'liftedTooEarly');
    }
  };
  await Promise.all([tapMany(0), tapMany(1)]);
  const events = toldSince(told);
  expect(events.filter((event) => event === 'cardPresent')).toHaveLength(80);
  expect(events.filter((event) => event === 'cardUnreadable')).toHaveLength(20);
});
