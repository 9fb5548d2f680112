/**
 * The same kills are planned each time: a change must not fail for the seed of the day, and when exactly a process dies
 * differs anyway. Other plans are looked for in campaigns, by `VAFA_KILL_SEED=random` or a seed of one's own.
 */

import { invariant } from '#shared/kernel/invariant.ts';

const seedOfEveryDay = 20_261_122;

/** Prints the seed that it answers with. */
export function killSeed(asked = process.env['VAFA_KILL_SEED'] ?? ''): number {
  const seed = asked === 'random' ? Date.now() % 2 ** 31 : Number(asked === '' ? seedOfEveryDay : asked);
  invariant(Number.isInteger(seed), 'VAFA_KILL_SEED is a whole number or random');
  console.log(`seed ${seed} (VAFA_KILL_SEED=${seed} plans the same kills again)`);
  return seed;
}
