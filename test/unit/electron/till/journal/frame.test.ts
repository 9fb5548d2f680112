import { describe, expect, test } from 'vitest';
import { readFrames, sealFrame } from '#electron/till/journal/frame.ts';
import { openHeader, sealHeader } from '#electron/till/journal/segment-header.ts';
import type { SealedHeader } from '#electron/till/journal/segment-header.ts';
import { deviceId } from '#test/support/ledger.ts';

const key = new Uint8Array(32).fill(1);
const header = { deviceId, segment: 3, epoch: 2, seq: 41, salt: new Uint8Array(32).fill(5) };
const sealed = sealHeader(header, key);
const random = new Uint8Array(8).fill(9);
const contents = [new Uint8Array(0), new Uint8Array(17).fill(7), new Uint8Array(300).fill(0x56)];

function frames(segment: SealedHeader = sealed): Uint8Array {
  return Buffer.concat(
    contents.map((content, number) => sealFrame(segment, { number, content, random: random.fill(number) })),
  );
}

function flipped(bytes: Uint8Array, at: number, bit = 1): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ bit;
  return changed;
}

/** Where each frame ends. */
function ends(): readonly number[] {
  let end = 0;
  return contents.map((content) => (end += 36 + content.length + 32));
}

describe('a header', () => {
  test('tells whose the segment is and where it begins', () => {
    expect(openHeader(sealed.bytes, key)?.header).toEqual(header);
  });

  test('is refused with any byte changed, cut anywhere, and under another key', () => {
    for (let at = 0; at < sealed.bytes.length; at += 1) {
      expect(openHeader(flipped(sealed.bytes, at), key), `flip at ${at}`).toBeUndefined();
      expect(openHeader(sealed.bytes.subarray(0, at), key), `cut at ${at}`).toBeUndefined();
    }
    expect(openHeader(sealed.bytes, new Uint8Array(32).fill(2))).toBeUndefined();
  });
});

describe('frames', () => {
  test('come back as they were written, in their order', () => {
    const read = readFrames(sealed, frames());
    expect(read.frames.map(({ content }) => Buffer.from(content))).toEqual(
      contents.map((c) => Buffer.from(c)),
    );
    expect(read.strayBytes).toBe(0);
  });

  test('cut anywhere give exactly those that are whole, and tell how much was left over', () => {
    const bytes = frames();
    for (let length = 0; length <= bytes.length; length += 1) {
      const whole = ends().filter((end) => end <= length);
      const read = readFrames(sealed, bytes.subarray(0, length));
      expect(read.frames.length, `cut at ${length}`).toBe(whole.length);
      expect(read.strayBytes).toBe(length - (whole.at(-1) ?? 0));
    }
  });

  test('with any byte changed lose the frame that holds it and no other', () => {
    const bytes = frames();
    for (let at = 0; at < bytes.length; at += 1) {
      const read = readFrames(sealed, flipped(bytes, at, 1 << (at % 8)));
      const hit = ends().findIndex((end) => at < end);
      expect(
        read.frames.map(({ number }) => number),
        `flip at ${at}`,
      ).toEqual([0, 1, 2].filter((n) => n !== hit));
    }
  });

  test('of another segment, or put in again, are not taken', () => {
    const other = sealHeader({ ...header, segment: 4 }, key);
    expect(readFrames(other, frames()).frames).toEqual([]);
    const [first = 0] = ends();
    const twice = Buffer.concat([frames(), frames().subarray(0, first)]);
    expect(readFrames(sealed, twice)).toMatchObject({ frames: { length: 3 }, strayBytes: first });
  });

  test('show nothing of what they hold', () => {
    const text = new TextEncoder().encode('مریم 09121234567');
    const bytes = sealFrame(sealed, { number: 0, content: text, random });
    expect(Buffer.from(bytes).includes(Buffer.from(text.subarray(0, 4)))).toBe(false);
  });

  test('among bytes that mean nothing are found', () => {
    const noise = new Uint8Array(5_000).map((_, index) => (index * 73) & 0xff);
    const marked = Buffer.concat([Buffer.from('VfJf'), noise, frames(), noise]);
    expect(readFrames(sealed, marked).frames).toHaveLength(3);
  });
});
