/** Bodies for segments: of every kind of entry, of entries to come, and bytes that are no entry at all. */

import fc from 'fast-check';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { formerTill } from './former-till.ts';
import { enrolEntryOf, saleEntryOf, scoredEntryOf } from './ledger-entries.ts';
import { richRuleSet, testId } from './ledger.ts';
import { activityEntryOf } from './ledger-rewards.ts';
import { anyPricedSale } from './pricing-arbitraries.ts';
import { anyValueEntry } from './value-arbitraries.ts';

export function bodyOf(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes !== undefined, 'a body is written in hexadecimal');
  return bytes;
}

/** Of a till of the first release. */
export const formerBodies: readonly Uint8Array[] = formerTill().entries.map(({ body }) => bodyOf(body));

/** One till's sales: the same few goods, with and without a member. */
export function saleBodies(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) =>
    encodeEntry(
      saleEntryOf(index + 1, {
        lines: [[1_000 * (1 + (index % 7)), 'tea', 1 + (index % 3)], [25_500]],
        ...(index % 4 === 0 ? { member: null } : {}),
        ...(index % 5 === 0 ? { ruleSet: richRuleSet } : {}),
      }),
    ),
  );
}

export const anyEntryBody: fc.Arbitrary<Uint8Array> = fc
  .oneof(
    anyPricedSale.map(({ ruleSet, input }) => scoredEntryOf(1, ruleSet, input)),
    anyValueEntry,
    fc.integer({ min: 1, max: 255 }).map(enrolEntryOf),
    fc.integer({ min: 1, max: 255 }).map((seq) => activityEntryOf(seq)),
  )
  .map(encodeEntry);

const anyInteger = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -40, max: 40 }).map((count) => count * 10_000),
  fc.integer({ min: 1_795_262_400_000, max: 1_795_262_500_000 }),
  fc.maxSafeInteger(),
);
const anyText = fc.oneof(
  fc.constantFrom('IRR', 'tajrish', 'p0520', ''),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const anyBytes = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((number) => idBytes(number)),
  fc.uint8Array({ minLength: 16, maxLength: 16 }),
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.uint8Array({ maxLength: 300 }),
);

function idBytes(number: number): Uint8Array {
  return bodyOf(testId(number).replaceAll('-', ''));
}

const anyScalar: fc.Arbitrary<CanonicalValue> = fc.oneof(
  anyInteger,
  anyText,
  anyBytes,
  fc.boolean(),
  fc.constant(null),
);

export const anyCanonicalValue: fc.Arbitrary<CanonicalValue> = fc.letrec<{ value: CanonicalValue }>(
  (tie) => ({
    value: fc.oneof({ maxDepth: 5 }, anyScalar, fc.array(tie('value'), { maxLength: 9 })),
  }),
).value;

/** An entry that a version to come might write. */
export const anyCanonicalBody: fc.Arbitrary<Uint8Array> = fc
  .oneof(
    fc.array(anyCanonicalValue, { maxLength: 24 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 70 }),
    anyCanonicalValue,
  )
  .map(encodeCanonical);

/** Bytes that no writer of entries makes. */
export const anyGarbage: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 200 });

export const anyBodies: fc.Arbitrary<readonly Uint8Array[]> = fc.array(
  fc.oneof(
    { arbitrary: anyEntryBody, weight: 2 },
    { arbitrary: anyCanonicalBody, weight: 2 },
    { arbitrary: anyGarbage, weight: 1 },
  ),
  { minLength: 1, maxLength: 24 },
);

export function hexOf(bodies: readonly Uint8Array[]): readonly string[] {
  return bodies.map(bytesToHex);
}
