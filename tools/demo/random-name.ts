/** A believable name: most in Persian with or without its Latin spelling, some in English only. */

import { invariant } from '#shared/kernel/invariant.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { englishFamilyNames, englishGivenNames, familyNames, familySuffixes, givenNames } from './names.ts';
import type { NamePair } from './names.ts';

export type DemoName = { readonly name: string; readonly latinName: string | null };

/** Two members may have the same name, as in life. */
export function randomName(rng: Rng): DemoName {
  if (rng.below(100) < 8) {
    return { name: `${oneOf(rng, englishGivenNames)} ${oneOf(rng, englishFamilyNames)}`, latinName: null };
  }
  const parts: NamePair[] = [oneOf(rng, givenNames), oneOf(rng, familyNames)];
  if (rng.below(100) < 20) parts.push(oneOf(rng, familySuffixes));
  const latinName = rng.below(100) < 25 ? null : parts.map(([, latin]) => latin).join(' ');
  return { name: parts.map(([persian]) => persian).join(' '), latinName };
}

function oneOf<Item>(rng: Rng, items: readonly Item[]): Item {
  const item = items[rng.below(items.length)];
  invariant(item !== undefined, 'a list of names is not empty');
  return item;
}
