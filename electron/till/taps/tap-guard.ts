/** Which taps count: bouncing cards and two cards in the field are told apart by UID, session and time. Pure. */

import type { CardUid } from '#shared/domain/card.ts';

export type CardSeen = {
  readonly cardUid: CardUid;
  /** Counts insertions of the reader service. */
  readonly session: number;
  readonly atMonotonicMs: number;
};

export type TapVerdict = 'new' | 'duplicate' | 'severalCards';

/** What the guard remembers: the last card seen, and whether two cards are in the field. */
export type TapMemory = { readonly last: CardSeen; readonly several: boolean } | null;

/** The same card again within this time is the same tap. */
export const sameTapMs = 2_000;
/** Another card within this time lies beside the first one. */
export const twoCardsMs = 500;

export function judgeTap(
  memory: TapMemory,
  seen: CardSeen,
): { readonly verdict: TapVerdict; readonly memory: TapMemory } {
  const several = isBesideAnother(memory, seen);
  if (several) {
    // Two cards that take turns are one trouble: it is said once, until the field was quiet.
    return {
      verdict: memory?.several === true ? 'duplicate' : 'severalCards',
      memory: { last: seen, several },
    };
  }
  const isDuplicate = memory !== null && isSameTap(memory.last, seen);
  return { verdict: isDuplicate ? 'duplicate' : 'new', memory: { last: seen, several: false } };
}

function isBesideAnother(memory: TapMemory, seen: CardSeen): boolean {
  if (memory === null || elapsedMs(memory.last, seen) >= twoCardsMs) return false;
  return memory.several || memory.last.cardUid !== seen.cardUid;
}

function isSameTap(last: CardSeen, seen: CardSeen): boolean {
  if (last.cardUid !== seen.cardUid) return false;
  return last.session === seen.session || elapsedMs(last, seen) < sameTapMs;
}

function elapsedMs(last: CardSeen, seen: CardSeen): number {
  return seen.atMonotonicMs - last.atMonotonicMs;
}
