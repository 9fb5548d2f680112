import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceLines, lineBytesMax } from '#tools/simulate/history-source.ts';
import { shardRecords } from '#tools/simulate/read-history.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { bytesOf, memberRefs, simulateBytes, sourceOf } from '#test/support/simulated.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

const [memberRef, otherRef] = memberRefs;
const member = { kind: 'member', memberRef, tierId: 'gold', earlierVisits: 1 };
const sale = {
  kind: 'sale',
  soldAt: '2026-11-20T10:00:00+03:30',
  storeId: 'store',
  tillId: 'T1',
  memberRef,
  lines: [{ unitPriceMinor: 1_000 }],
};
const ruleSet = ruleSetOf({
  offers: [{ offerId: 'ten', effects: [{ kind: 'discountPercent', basisPoints: 1_000 }] }],
});

/** With one shard, and the same with three. */
async function problemOf(bytes: Buffer): Promise<unknown> {
  const sets = { draft: ruleSet, against: ruleSet };
  const [one, three] = [await simulateBytes(bytes, sets, 1), await simulateBytes(bytes, sets, 3)];
  expect(three).toEqual(one);
  return one.ok ? null : one.error;
}

describe('a history is refused', () => {
  test.each([
    ['a sale of a member who comes later', [sale, member], 1, 'memberRef'],
    ['a sale of nobody who is known', [member, { ...sale, memberRef: otherRef }], 2, 'memberRef'],
    ['a member who comes twice', [member, sale, member], 3, 'memberRef'],
    [
      'a sale before the one above it',
      [member, sale, { ...sale, soldAt: '2026-11-20T10:00:00+04:00' }],
      3,
      'soldAt',
    ],
    ['a day that no month has', [member, { ...sale, soldAt: '2026-11-31T10:00:00Z' }], 2, 'soldAt'],
    ['an instant without a zone', [member, { ...sale, soldAt: '2026-11-20T10:00:00' }], 2, 'soldAt'],
    ['a line without a price', [member, { ...sale, lines: [{ quantity: 1 }] }], 2, 'lines[0].unitPriceMinor'],
    ['a field that there is not', [member, { ...sale, till: 'T1' }], 2, 'till'],
    ['something else than a member or a sale', [member, { kind: 'refund' }], 2, 'kind'],
    [
      'more purchases than can be counted',
      [
        {
          ...member,
          purchaseDays: Array.from({ length: 2 }, () => ({
            date: '2026-11-01',
            visits: 1,
            spentMinor: 1e15,
          })),
        },
      ],
      1,
      'purchaseDays',
    ],
    [
      'more sales than can be counted',
      [
        member,
        ...Array.from({ length: 700 }, () => ({ ...sale, lines: [{ unitPriceMinor: 1e10, quantity: 999 }] })),
      ],
      335,
      'lines',
    ],
  ])('for %s, by line and field', async (_what, lines, line, field) => {
    const sets = { draft: ruleSet, against: ruleSet };
    const simulated = await simulateBytes(bytesOf(lines), sets, 1);
    expect(simulated).toMatchObject({ ok: false, error: { line, field } });
    expect(await simulateBytes(bytesOf(lines), sets, 3)).toMatchObject({ ok: false });
  });

  test('for a last line that was torn, and says so', async () => {
    const torn = bytesOf([member, sale, sale]).subarray(0, -20);
    expect(await problemOf(torn)).toMatchObject({
      line: 3,
      problem: expect.stringMatching(/^the file ends in the middle of this line: /),
    });
  });

  test('for bytes that are no text, and for a line that is too long', async () => {
    const broken = bytesOf([member, sale]);
    broken[broken.length - 5] = 0xff;
    expect(await problemOf(broken)).toMatchObject({ line: 2, field: 'the whole line' });
    const long = Buffer.concat([bytesOf([member]), Buffer.alloc(lineBytesMax + 5, ' '), bytesOf([sale])]);
    expect(await problemOf(long)).toMatchObject({
      line: 2,
      problem: `it has more than ${lineBytesMax} bytes`,
    });
  });

  test('at the first of several problems, whichever shard finds it', async () => {
    const bad = [2, 3, 4, 5, 6].map((place) => ({ ...sale, memberRef: memberRefs[place % 4], lines: [] }));
    const members = memberRefs.map((ref) => ({ ...member, memberRef: ref }));
    expect(await problemOf(bytesOf([...members, ...bad]))).toMatchObject({ line: 5, field: 'lines' });
  });
});

describe('a history is read', () => {
  test('without a last line feed, with a byte order mark, and with empty lines', async () => {
    const bytes = Buffer.from(`\ufeff${JSON.stringify(member)}\n\n${JSON.stringify(sale)}`);
    expect(await problemOf(bytes)).toBeNull();
    expect(await problemOf(Buffer.alloc(0))).toBeNull();
  });

  test('with sales of one instant in any zone', async () => {
    const sameInstant = { ...sale, soldAt: '2026-11-20T06:30:00Z' };
    expect(await problemOf(bytesOf([member, sale, sameInstant, sale]))).toBeNull();
  });

  test('line by line as it was written, whatever the size of the lines', () => {
    const anyLine = fc.oneof(
      fc.string(),
      fc.nat(3).map((times) => 'x'.repeat(times * 700_000)),
    );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 6 }), fc.boolean(), (texts, isEnded) => {
        const lines = texts.map((text) => text.replaceAll('\n', ' '));
        const bytes = Buffer.from(
          lines
            .map((line) => `${line}\n`)
            .join('')
            .slice(0, isEnded ? undefined : -1),
        );
        const found = [...sourceLines(sourceOf(bytes))].map(({ bytes: line, offset }) => [
          line.toString(),
          offset,
        ]);
        let offset = 0;
        const expected = lines.map((line) => {
          const at = offset;
          offset += Buffer.byteLength(line) + 1;
          return [line, at];
        });
        if (!isEnded && lines.at(-1) === '') expected.pop();
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('by exactly one shard for each line, and by the same one for all of a member', () => {
    const escaped = JSON.stringify({ ...sale, memberRef: otherRef }).replace(
      'memberRef',
      String.raw`member\u0052ef`,
    );
    const spaced = JSON.stringify(sale, undefined, 1).replaceAll('\n', ' ');
    const lines = [
      member,
      { ...member, memberRef: otherRef },
      ...Array.from({ length: 9 }, (_, place) => ({
        ...sale,
        memberRef: [memberRef, otherRef, null][place % 3],
      })),
    ];
    const bytes = Buffer.concat([bytesOf(lines), Buffer.from(`${escaped}\n${spaced}\n`)]);
    const shardsByRef = new Map<string | null, Set<number>>();
    const read: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      for (const record of shardRecords(sourceOf(bytes), { index, count: 4 }, () => {})) {
        const { line, data } = expectOk(record);
        read.push(line);
        if (data.memberRef !== null) {
          shardsByRef.set(data.memberRef, (shardsByRef.get(data.memberRef) ?? new Set()).add(index));
        }
      }
    }
    expect(read.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 13 }, (_, place) => place + 1),
    );
    expect([...shardsByRef.values()].map(({ size }) => size)).toEqual([1, 1]);
  });
});
