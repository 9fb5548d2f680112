/**
 * Makes every random test try the same cases each time: a change must not fail for the seed of the day. Other cases are
 * looked for in campaigns, by `VAFA_PROPERTY_SEED=random` or a seed of one's own. A failure prints its seed.
 */

import fc from 'fast-check';
import { invariant } from '#shared/kernel/invariant.ts';

const seedOfEveryDay = 20_261_122;

/** Undefined for `random`: fast-check then takes another seed for every property. */
export function propertySeed(asked: string | undefined): number | undefined {
  if (asked === undefined || asked === '') return seedOfEveryDay;
  if (asked === 'random') return undefined;
  const seed = Number(asked);
  invariant(Number.isInteger(seed), 'VAFA_PROPERTY_SEED is a whole number or random');
  return seed;
}

const seed = propertySeed(process.env['VAFA_PROPERTY_SEED']);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
