/** What a push learns of a body without reading all of it. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { distinctHashes, skimEntry } from '#sync/server/push/skim-entry.ts';
import { anyCanonicalBody, anyEntryBody, anyGarbage, formerBodies } from '#test/support/segment-bodies.ts';
import { present } from '#test/support/present.ts';

function expectAsParsed(body: Uint8Array): void {
  const entry = present(parseEntry(body));
  expect(skimEntry(body)).toEqual({
    hlcMs: entry.hlc.wallMs,
    ruleSetHash: entry.ruleSetHash === null ? null : hexToBytes(entry.ruleSetHash),
    recordHash: entry.kind === 'enrol' ? entry.content.recordHash : null,
  });
}

describe('skimming a body', () => {
  it('tells of every kind of entry what reading it whole tells', () => {
    fc.assert(fc.property(anyEntryBody, expectAsParsed), { numRuns: 300 });
    for (const body of formerBodies) expectAsParsed(body);
  });

  it('of any other bytes tells something or nothing, and never throws', () => {
    const bytes = fc.oneof(anyCanonicalBody, anyGarbage, fc.uint8Array({ minLength: 18, maxLength: 60 }));
    fc.assert(
      fc.property(bytes, (body) => {
        const { recordHash = null } = skimEntry(body) ?? {};
        expect(recordHash).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('cut anywhere before the hash of its rules tells nothing', () => {
    fc.assert(
      fc.property(anyEntryBody, fc.nat(200), (body, length) => {
        const cut = skimEntry(body.slice(0, length));
        expect([undefined, skimEntry(body)?.hlcMs]).toContain(cut?.hlcMs);
      }),
      { numRuns: 300 },
    );
    const [body] = formerBodies;
    expect(skimEntry(present(body).slice(0, 100))).toBeUndefined();
  });
});

describe('hashes of many entries', () => {
  it('are named once each', () => {
    const [one, two] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(distinctHashes([one, null, two, Uint8Array.from(one), null])).toEqual([one, two]);
  });
});
