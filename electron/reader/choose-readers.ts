/** Which of several readers are listened to, and which one's name the screen shows. */

/** Slots for security modules hold a chip for ever: never a member's card. */
const securityModule = /\bSAM\b/i;
const contactSlot = /\b(?:ICC|contact(?!less))\b/i;
const contactlessSlot = /\b(?:PICC|CL|contactless|NFC)\b/i;

/** All usable readers, contactless ones first, then by name: the same order whatever the order of plugging. */
export function chooseReaders(readerNames: readonly string[]): readonly string[] {
  const usable = [...new Set(readerNames)].filter((name) => !securityModule.test(name));
  const sorted = usable.toSorted((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
  const hasContactless = sorted.some((name) => rank(name) === 0);
  return hasContactless ? sorted.filter((name) => rank(name) < 2) : sorted;
}

function rank(name: string): 0 | 1 | 2 {
  if (contactlessSlot.test(name)) return 0;
  return contactSlot.test(name) ? 2 : 1;
}
