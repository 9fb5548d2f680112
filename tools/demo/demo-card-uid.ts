/** UIDs written out in the demo's data, checked where they are used. */

import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { invariant } from '#shared/kernel/invariant.ts';

/** Throws unless `text` is a UID in its one spelling. */
export function demoCardUid(text: string): CardUid {
  const uid = parseCardUid(text);
  invariant(uid === text, 'a demo card carries a valid UID');
  return uid;
}
