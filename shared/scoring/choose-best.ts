/** Which of the matched offers apply: every stackable one, and the most valuable of the single ones beside them. */

import { compareTexts, inOrder } from '../kernel/order.ts';
import type { Compare } from '../kernel/order.ts';
import type { Benefit } from './benefit.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import { roomAfter, wholeRoom } from './room.ts';
import type { Room } from './room.ts';
import type { SaleFacts } from './sale-facts.ts';

export type ValuedOffer = { readonly compiled: CompiledOffer; readonly benefit: Benefit };

export type Choice = {
  readonly applied: readonly ValuedOffer[];
  /** The one single offer among the applied; undefined when none matched. */
  readonly appliedSingle: ValuedOffer | undefined;
  /** Single offers that lost, with what each would have been worth in the winner's place. */
  readonly beaten: readonly ValuedOffer[];
  /** What is left of the sale's prices and limits. */
  readonly room: Room;
};

const byId: Compare<CompiledOffer> = (left, right) => compareTexts(left.offer.offerId, right.offer.offerId);

/** Higher worth first; a tie goes to the lower offer id. */
export const byWorth: Compare<ValuedOffer> = inOrder(
  (left, right) => right.benefit.worthMinor - left.benefit.worthMinor,
  (left, right) => byId(left.compiled, right.compiled),
);

/** The order of `matched` does not matter. */
export function chooseBest(matched: readonly CompiledOffer[], facts: SaleFacts): Choice {
  const applied: ValuedOffer[] = [];
  let room = wholeRoom;
  for (const compiled of matched.filter(({ offer }) => offer.stacking === 'stackable').toSorted(byId)) {
    const benefit = compiled.effect(facts, room);
    applied.push({ compiled, benefit });
    room = roomAfter(room, benefit, facts);
  }
  const besideStackable = room;
  const [appliedSingle, ...beaten] = matched
    .filter(({ offer }) => offer.stacking === 'single')
    .map((compiled) => ({ compiled, benefit: compiled.effect(facts, besideStackable) }))
    .toSorted(byWorth);
  if (appliedSingle === undefined) return { applied, appliedSingle, beaten, room };
  applied.push(appliedSingle);
  return { applied, appliedSingle, beaten, room: roomAfter(room, appliedSingle.benefit, facts) };
}
