/** Random tests try the same cases each time, unless a campaign asks for others. */

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertySeed } from '#test/support/property-seed.ts';

function triedCases(): readonly number[] {
  const tried: number[] = [];
  fc.assert(fc.property(fc.integer(), (value) => void tried.push(value)));
  return tried;
}

test('a random test tries the cases of the seed that holds everywhere, and the same ones again', () => {
  const seed = propertySeed(process.env['VAFA_PROPERTY_SEED']);
  expect(fc.readConfigureGlobal().seed).toBe(seed);
  const isCampaign = seed === undefined;
  expect(isCampaign || isDeepStrictEqual(triedCases(), triedCases())).toBe(true);
});

test('a campaign names its seed, or leaves it to chance', () => {
  expect(propertySeed('-1425951922')).toBe(-1425951922);
  expect(propertySeed('random')).toBeUndefined();
  expect(propertySeed(undefined)).toBe(propertySeed(''));
  expect(() => propertySeed('today')).toThrow('a whole number or random');
});
