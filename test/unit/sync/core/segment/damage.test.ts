import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { genesisHash } from '#shared/ledger/chain.ts';
import { checkSegment } from '#sync/core/segment/check-segment.ts';
import { decodeColumns, decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { encodeColumns, encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import { deviceId } from '#test/support/ledger.ts';
import { formerBodies, saleBodies } from '#test/support/segment-bodies.ts';
import { claimOf } from '#test/support/segment-claim.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';

const { sha256 } = segmentPorts;
const bodies = [...saleBodies(5), ...formerBodies.slice(0, 1), Uint8Array.of(0xff, 1, 2)];
const expected = { entries: bodies.length, limits: segmentLimits };
const segment = encodeSegment(bodies, segmentPorts);
const plain = encodeColumns(bodies, sha256);

function flipped(bytes: Uint8Array, place: number, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[place] = (changed[place] ?? 0) ^ (1 << bit);
  return changed;
}

const claim = claimOf({ bodies, previousHash: genesisHash(sha256, deviceId, 1) });

/** Whether bodies that are not the till's would be taken for the till's. */
function isTaken(damaged: Uint8Array): boolean {
  const checked = checkSegment(claim, damaged, segmentPorts);
  return checked.ok && checked.value.some(({ body }, index) => !isSame(body, bodies[index]));
}

function isSame(left: Uint8Array, right: Uint8Array | undefined): boolean {
  return Buffer.compare(left, right ?? new Uint8Array()) === 0;
}

describe('a segment that is cut off', () => {
  test('is refused at every byte', () => {
    for (let length = 0; length < segment.length; length += 1) {
      const decoded = decodeSegment(segment.subarray(0, length), expected, segmentPorts);
      expect(decoded).toEqual({ ok: false, error: { code: 'malformed', afterEntries: 0 } });
    }
  });

  test('is refused at every byte of what is compressed', () => {
    for (let length = 0; length < plain.length; length += 1) {
      expect(decodeColumns(plain.subarray(0, length), expected, sha256).ok).toBe(false);
    }
  });

  test('says after how many entries its contents end', () => {
    const texts = ['one', 'two', 'three'].map(encodeCanonical);
    const whole = encodeColumns(texts, sha256);
    const cut = whole.subarray(0, whole.length - 1);
    expect(decodeColumns(cut, { entries: 3, limits: segmentLimits }, sha256)).toEqual({
      ok: false,
      error: { code: 'truncated', afterEntries: 2 },
    });
  });
});

describe('a segment with a byte too many', () => {
  test('is refused', () => {
    const longer = Uint8Array.from([...plain, 0]);
    const fault = { ok: false, error: { code: 'malformed', afterEntries: bodies.length } };
    expect(decodeColumns(longer, expected, sha256)).toEqual(fault);
  });
});

describe('a segment with a bit changed', () => {
  test('never throws and never passes for what was signed', () => {
    fc.assert(
      fc.property(fc.nat({ max: segment.length - 1 }), fc.nat({ max: 7 }), (place, bit) => {
        expect(isTaken(flipped(segment, place, bit))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never throws and never passes for what was signed where it was changed before it was compressed', () => {
    fc.assert(
      fc.property(fc.nat({ max: plain.length - 1 }), fc.nat({ max: 7 }), (place, bit) => {
        expect(isTaken(segmentPorts.compress(flipped(plain, place, bit)))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('bytes from anywhere', () => {
  test('are read without an error, compressed or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat({ max: 5 }), (bytes, entries) => {
        decodeSegment(bytes, { entries, limits: segmentLimits }, segmentPorts);
        decodeColumns(bytes, { entries, limits: segmentLimits }, sha256);
        decodeColumns(Uint8Array.from([1, 1, ...bytes]), { entries: 1, limits: segmentLimits }, sha256);
      }),
      { numRuns: 3_000 },
    );
  });

  test('that begin as a segment does are read without an error', () => {
    fc.assert(
      fc.property(fc.nat({ max: plain.length }), fc.uint8Array({ maxLength: 60 }), (place, bytes) => {
        const patched = new Uint8Array(plain.length + bytes.length);
        patched.set(plain.subarray(0, place));
        patched.set(bytes, place);
        patched.set(plain.subarray(place), place + bytes.length);
        decodeColumns(patched, expected, sha256);
        const over = Uint8Array.from(plain);
        over.set(bytes.subarray(0, plain.length - place), place);
        decodeColumns(over, expected, sha256);
      }),
      { numRuns: 2_000 },
    );
  });
});
