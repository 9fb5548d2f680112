import { describe, expect, it } from 'vitest';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import type { Effect } from '#shared/scoring/language/effect.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { minor } from '#shared/domain/money.ts';
import { limitBreach } from '#sync/core/rule-set-limits.ts';

const limits = { discountBasisPointsMax: 3_000, pointsPerMillionMinorMax: 20, pointsAtOnceMax: 500 };
const base = ruleSetFileSchema.parse(generateRuleSet());

function giving(effects: readonly Effect[], settings?: RuleSet['settings']): RuleSet {
  const [offer] = base.offers;
  const { settings: _former, ...rest } = base;
  return { ...rest, ...(settings ? { settings } : {}), offers: offer ? [{ ...offer, effects }] : [] };
}

const points = (perMillion: number): Effect => ({
  kind: 'pointsPerAmount',
  points: perMillion,
  perMinor: minor(1_000_000),
});
const double: Effect = { kind: 'pointsMultiplier', factorBasisPoints: 20_000 };

describe('the owner’s limits', () => {
  it.each<readonly [string, readonly Effect[], RuleSet['settings'] | undefined, string | undefined]>([
    [
      'a discount without a cap',
      [{ kind: 'discountPercent', basisPoints: 100 }],
      undefined,
      'discountBasisPointsMax',
    ],
    [
      'a fixed price without a cap',
      [{ kind: 'discountFixed', amountMinor: minor(1) }],
      undefined,
      'discountBasisPointsMax',
    ],
    [
      'a discount under a cap that is too high',
      [{ kind: 'discountPercent', basisPoints: 100 }],
      { discountCapBasisPoints: 3_001 },
      'discountBasisPointsMax',
    ],
    [
      'a discount under the highest cap',
      [{ kind: 'discountPercent', basisPoints: 10_000 }],
      { discountCapBasisPoints: 3_000 },
      undefined,
    ],
    [
      'as much credit as allowed',
      [{ kind: 'walletCreditPercent', basisPoints: 3_000 }],
      undefined,
      undefined,
    ],
    [
      'credit of a larger share, whatever caps the discounts',
      [{ kind: 'walletCreditPercent', basisPoints: 3_001 }],
      { discountCapBasisPoints: 3_000 },
      'discountBasisPointsMax',
    ],
    ['as many points as allowed', [points(20)], undefined, undefined],
    ['one point more', [points(21)], undefined, 'pointsPerMillionMinorMax'],
    ['half of the points, doubled', [points(10), double], undefined, undefined],
    [
      'half of the points, doubled twice',
      [points(10), double, double],
      undefined,
      'pointsPerMillionMinorMax',
    ],
    ['as many bonus points as allowed', [{ kind: 'bonusPoints', points: 500 }], undefined, undefined],
    ['one bonus point more', [{ kind: 'bonusPoints', points: 501 }], undefined, 'pointsAtOnceMax'],
    [
      'a step that gives too much',
      [{ kind: 'steps', by: 'quantity', gives: 'points', steps: [{ from: 1, value: 501 }] }],
      undefined,
      'pointsAtOnceMax',
    ],
  ])('judge %s', (_what, effects, settings, limit) => {
    expect(limitBreach(giving(effects, settings), limits)?.limit).toBe(limit);
  });

  it('are reckoned exactly where the numbers are as large as they can be', () => {
    const huge = { ...limits, pointsPerMillionMinorMax: Number.MAX_SAFE_INTEGER };
    expect(limitBreach(giving([points(Number.MAX_SAFE_INTEGER)]), huge)).toBe(undefined);
    expect(limitBreach(giving([points(Number.MAX_SAFE_INTEGER), double]), huge)?.limit).toBe(
      'pointsPerMillionMinorMax',
    );
  });
});
