import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inputOf, linesOf, ruleSetOf, scoreOf } from '#test/support/scoring.ts';

const folder = new URL('../../../fixtures/scoring/golden/', import.meta.url);

/** `expected` names what matters: of each object only the listed fields, of each list every element. */
const goldenSchema = z.strictObject({
  behaviour: z.string(),
  valuation: z.strictObject({ walletCreditBasisPoints: z.int(), pointMinor: z.int() }).exactOptional(),
  offers: z.array(
    z.strictObject({
      offerId: z.string(),
      conditions: z.array(z.unknown()),
      effect: z.unknown(),
      stacking: z.enum(['single', 'stackable']),
    }),
  ),
  member: z
    .strictObject({ tierId: z.string(), earlierVisits: z.int(), daysToBirthday: z.int().nullable() })
    .nullable(),
  lines: z.array(z.tuple([z.int(), z.string().nullable().optional(), z.int().optional()])),
  expected: z.record(z.string(), z.unknown()),
});

describe('golden baskets', () => {
  const names = readdirSync(folder).toSorted();
  const goldens = names.map((name) => {
    const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    return [golden.behaviour, golden] as const;
  });

  test.each(goldens)('%s', (_behaviour, golden) => {
    const lines = golden.lines.length === 0 ? [] : linesOf(golden.lines);
    const result = scoreOf(ruleSetOf(golden.offers, golden.valuation), inputOf(lines, golden.member));
    expect(result).toMatchObject(golden.expected);
  });
});
