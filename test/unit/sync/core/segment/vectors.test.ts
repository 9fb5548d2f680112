/** The segments of resources/sync-vectors, which any other client is tried with as well. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { valueKinds } from '#shared/ledger/value/value-details.ts';
import { decodeColumns, decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { encodeColumns } from '#sync/core/segment/encode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { bodyOf, hexOf } from '#test/support/segment-bodies.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

const vectorSchema = z.strictObject({
  what: z.string(),
  bodies: z.array(z.string()),
  plain: z.string(),
  compressed: z.string(),
});

const folder = projectPath('resources', 'sync-vectors', 'segments');
const vectors = readdirSync(folder).map((name) => ({
  name,
  ...vectorSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
}));

describe('a segment kept as it was first made', () => {
  test.each(vectors)('is made of its bodies again: $name', ({ bodies, plain }) => {
    expect(bytesToHex(encodeColumns(bodies.map(bodyOf), segmentPorts.sha256))).toBe(plain);
  });

  test.each(vectors)('gives its bodies: $name', ({ bodies, plain, compressed }) => {
    const expected = { entries: bodies.length, limits: segmentLimits };
    const columns = decodeColumns(bodyOf(plain), expected, segmentPorts.sha256);
    expect(hexOf(expectOk(columns))).toEqual(bodies);
    const segment = decodeSegment(bodyOf(compressed), expected, segmentPorts);
    expect(hexOf(expectOk(segment))).toEqual(bodies);
  });

  test('is there for every kind of entry', () => {
    const kinds = new Set(
      vectors.flatMap(({ bodies }) => bodies.map((body) => parseEntry(bodyOf(body))?.kind)),
    );
    for (const kind of ['sale', 'enrol', 'activity', ...valueKinds]) expect(kinds).toContain(kind);
  });

  test('takes less than a quarter of the bytes of forty sales', () => {
    const sales = vectors.find(({ name }) => name === 'demo-sales.json');
    expect(sales?.bodies).toHaveLength(40);
    expect((sales?.compressed.length ?? 0) * 4).toBeLessThan(sales?.bodies.join('').length ?? 0);
  });
});
