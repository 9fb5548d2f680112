import { expect, test } from 'vitest';
import { createWitness } from '#electron/till/durability/witness.ts';
import type { WitnessSlots } from '#electron/till/durability/witness.ts';
import { journalEntry } from '#test/support/journal.ts';

const seed = new Uint8Array(32).fill(4);

type TestSlots = WitnessSlots & { readonly bytes: Uint8Array[]; readonly syncs: () => number };

function createSlots(): TestSlots {
  const bytes: Uint8Array[] = [new Uint8Array(), new Uint8Array()];
  let syncs = 0;
  return {
    bytes,
    read: () => [bytes[0] ?? new Uint8Array(), bytes[1] ?? new Uint8Array()],
    write: (slot, written, isSynced) => {
      bytes[slot] = written;
      if (isSynced) syncs += 1;
    },
    close: () => undefined,
    syncs: () => syncs,
  };
}

test('a witness remembers the newest head over lives, and never goes back', () => {
  const slots = createSlots();
  expect(createWitness(slots, seed).last()).toBeUndefined();
  for (const seq of [1, 2, 3, 2, 1]) createWitness(slots, seed).note(journalEntry(seq));
  expect(createWitness(slots, seed).last()).toMatchObject({ epoch: 1, seq: 3 });
  createWitness(slots, seed).note(journalEntry(1, 2));
  expect(createWitness(slots, seed).last()).toMatchObject({ epoch: 2, seq: 1 });
});

test('a slot with any byte changed is not believed, and the other one still tells the head before', () => {
  const slots = createSlots();
  const witness = createWitness(slots, seed);
  for (const seq of [1, 2]) witness.note(journalEntry(seq));
  const whole = slots.bytes[1] ?? new Uint8Array();
  const contentBytes = 1 + (whole[0] ?? 0);
  for (let at = 0; at < whole.length; at += 1) {
    // Between content and seal lies nothing.
    if (at >= contentBytes && at < whole.length - 32) continue;
    slots.bytes[1] = whole.with(at, (whole[at] ?? 0) ^ 1);
    expect(createWitness(slots, seed).last()?.seq, `flip at ${at}`).toBe(1);
  }
});

test('what another key wrote says nothing', () => {
  const slots = createSlots();
  createWitness(slots, seed).note(journalEntry(1));
  expect(createWitness(slots, new Uint8Array(32).fill(5)).last()).toBeUndefined();
});

test('a witness is synced now and then, and when it is closed', () => {
  const slots = createSlots();
  const witness = createWitness(slots, seed);
  for (let seq = 1; seq <= 70; seq += 1) witness.note(journalEntry(seq));
  expect(slots.syncs()).toBe(1);
  witness.close();
  expect(slots.syncs()).toBe(2);
});
