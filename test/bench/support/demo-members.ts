/** Members and cards of the demo chain, drawn at random from a seed. */

import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { demoSeed } from '#tools/demo/demo-facts.ts';
import { memberAt } from '#tools/demo/generate-member.ts';
import type { MemberData } from '#tools/demo/generate-member.ts';

/** The first members are the tray's own, with fixed cards. */
const firstRandomMember = 100;

/** `count` members, some of them perhaps twice; the same for the same seed. */
export function randomMembers(memberCount: number, count: number, seed: number): readonly MemberData[] {
  const rng = createSeededRng(seed);
  const members = memberCount - firstRandomMember;
  return Array.from({ length: count }, () =>
    memberAt({ seed: demoSeed }, firstRandomMember + rng.below(members)),
  );
}

/** `count` active cards of as many members. */
export function randomCards(memberCount: number, count: number, seed: number): readonly CardUid[] {
  const cards: CardUid[] = [];
  for (let more = 0; cards.length < count; more += 1) {
    for (const member of randomMembers(memberCount, count, seed * 1_000 + more)) {
      const active = member.cards.find(({ state }) => state === 'active');
      if (active !== undefined && cards.length < count) cards.push(cardOf(active.cardUid));
    }
  }
  return cards;
}

function cardOf(text: string): CardUid {
  const cardUid = parseCardUid(text);
  invariant(cardUid !== undefined, 'the demo has cards that can be read');
  return cardUid;
}
