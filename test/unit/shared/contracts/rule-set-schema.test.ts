import { describe, expect, test } from 'vitest';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { canonicalRuleSet } from '#shared/scoring/canonical-rule-set.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

const effect = { kind: 'discountPercent', basisPoints: 1_000, on: 'basket' };

/** A sound rule set as plain data, with one field of its offer replaced. */
function withOffer(change: Readonly<Record<string, unknown>>): unknown {
  const sound: unknown = JSON.parse(canonicalRuleSet(ruleSetOf([{ offerId: 'a', effect }])));
  return { ...Object(sound), offers: [{ ...Object(sound).offers[0], ...change }] };
}

function problemPath(file: unknown): string | undefined {
  const parsed = ruleSetSchema.safeParse(file);
  return parsed.error?.issues[0]?.path.join('.');
}

describe('a rule set', () => {
  test('that is sound passes as it is', () => {
    const file = withOffer({});
    expect(ruleSetSchema.parse(file)).toEqual(file);
  });

  test.each([
    ['an unknown condition', { conditions: [{ kind: 'moonPhase' }] }, 'offers.0.conditions.0.kind'],
    ['an unknown effect', { effect: { kind: 'freeHouse' } }, 'offers.0.effect.kind'],
    ['a fraction of a minor unit', { effect: { ...effect, capMinor: 0.5 } }, 'offers.0.effect.capMinor'],
    ['a cap below zero', { effect: { ...effect, capMinor: -1 } }, 'offers.0.effect.capMinor'],
    ['more than the whole', { effect: { ...effect, basisPoints: 10_001 } }, 'offers.0.effect.basisPoints'],
    [
      'an amount as text',
      { conditions: [{ kind: 'basketAmount', bound: 'above', amountMinor: '5' }] },
      'offers.0.conditions.0.amountMinor',
    ],
    [
      'no tier in a tier condition',
      { conditions: [{ kind: 'tier', anyOf: [] }] },
      'offers.0.conditions.0.anyOf',
    ],
    [
      'a day that does not exist',
      { conditions: [{ kind: 'dates', from: '2026-02-30', until: '2026-03-01' }] },
      'offers.0.conditions.0.from',
    ],
    [
      'dates that end before they begin',
      { conditions: [{ kind: 'dates', from: '2026-03-02', until: '2026-03-01' }] },
      'offers.0.conditions.0.until',
    ],
    ['an unknown field', { discount: 5 }, 'offers.0'],
    ['an unknown kind of stacking', { stacking: 'always' }, 'offers.0.stacking'],
    ['a name in one language only', { name: { fa: 'الف' } }, 'offers.0.name.en'],
  ])('with %s is refused with the path of the field', (_what, change, path) => {
    expect(problemPath(withOffer(change))).toBe(path);
  });

  test('that uses an offer id twice is refused at the second use', () => {
    const file = Object(withOffer({}));
    expect(problemPath({ ...file, offers: [...file.offers, ...file.offers] })).toBe('offers.1.offerId');
  });

  test.each([[], null, 'text', 5, { schemaVersion: 2 }])('is not %j', (file) => {
    expect(ruleSetSchema.safeParse(file).success).toBe(false);
  });
});
