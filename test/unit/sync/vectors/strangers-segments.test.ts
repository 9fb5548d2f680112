/** Segments between our code and that of a till that was written from the documents alone, in both directions. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeColumns, decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import { bodiesOf, bodiesOfPlain } from '#test/stranger/segment-reader.ts';
import { plainOf, segmentOf } from '#test/stranger/segment-writer.ts';
import { listAt, textAt } from '#test/stranger/wire.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { anyBodies, hexOf } from '#test/support/segment-bodies.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

const folder = projectPath('resources', 'sync-vectors', 'segments');
const vectors = readdirSync(folder).map((name) => {
  const vector: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const bodies = listAt(vector, 'bodies').map(String);
  return { name, bodies, plain: textAt(vector, 'plain'), compressed: textAt(vector, 'compressed') };
});
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const ours = (entries: number) => ({ entries, limits: segmentLimits });

describe('a segment between two programs', () => {
  test.each(vectors)(
    'is read by the code that the documents alone led to: $name',
    ({ bodies, plain, compressed }) => {
      expect(hexOf(bodiesOfPlain(bytes(plain)))).toEqual(bodies);
      expect(hexOf(bodiesOf(bytes(compressed)))).toEqual(bodies);
    },
  );

  test('gives our reader what the other one wrote, and the other one what we wrote', () => {
    fc.assert(
      fc.property(anyBodies, (bodies) => {
        const theirs = decodeSegment(new Uint8Array(segmentOf(bodies)), ours(bodies.length), segmentPorts);
        expect(hexOf(expectOk(theirs))).toEqual(hexOf(bodies));
        expect(hexOf(bodiesOf(encodeSegment(bodies, segmentPorts)))).toEqual(hexOf(bodies));
      }),
    );
  });

  test('means the same to both readers, or nothing to either, however it was changed', () => {
    const anyVector = fc.constantFrom(...vectors.filter(({ plain }) => plain.length < 10_000));
    const anyByte = fc.oneof(fc.constantFrom(0, 1, 12, 13, 32, 49, 128), fc.nat({ max: 255 }));
    const change = fc.record({ at: fc.nat(), to: anyByte });
    fc.assert(
      fc.property(
        anyVector,
        fc.boolean(),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (vector, isOurs, changes) => {
          const plain = isOurs ? bytes(vector.plain) : new Uint8Array(plainOf(vector.bodies.map(bytes)));
          for (const { at, to } of changes) plain[3 + (at % (plain.length - 3))] = to;
          const read = decodeColumns(plain, ours(vector.bodies.length), segmentPorts.sha256);
          expect(theirReading(plain)).toEqual(read.ok ? hexOf(read.value) : 'refused');
        },
      ),
      { numRuns: 300 },
    );
  });
});

function theirReading(plain: Uint8Array): readonly string[] | 'refused' {
  try {
    return hexOf(bodiesOfPlain(plain));
  } catch {
    // Which fault it is, each reader names in its own words.
    return 'refused';
  }
}
