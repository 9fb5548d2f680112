/**
 * Carries out what fell due, for every member and whether they come or not: at the start and when a day begins. A slice
 * at a time, so that selling never waits. Of lots that this ledger did not make, such as those of the snapshot, the
 * members are met when they come: what has ended is worth nothing from its day on, booked or not.
 */

import type { MemberRef } from '#shared/domain/member.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import type { Timers } from '#shared/kernel/clock.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { LocalDay } from './local-day.ts';
import type { SettleMember } from './settle-member.ts';

export const upkeepLookEveryMs = 60_000;
/** Members of one slice: each may cost a write that reaches the disk. */
const sliceMembersMax = 4;
const pageMembersMax = 200;

export type UpkeepDeps = {
  readonly rules: PointsRules;
  readonly day: LocalDay;
  readonly standing: Pick<StandingStore, 'holders' | 'holdersDue'>;
  readonly settle: SettleMember;
  readonly timers: Timers;
  readonly nextTurn: () => Promise<void>;
  readonly onBug: (bug: unknown) => void;
};

export function startUpkeep(deps: UpkeepDeps): { readonly close: () => void } {
  const { timers, day } = deps;
  let isClosed = false;
  let doneOn: string | null = null;
  const look = async (): Promise<void> => {
    const today = day.today();
    if (today !== doneOn && day.isBelieved() && (await settleAll(deps, () => isClosed))) doneOn = today;
    if (!isClosed) timer = later(upkeepLookEveryMs);
  };
  const later = (delayMs: number): ReturnType<Timers['setTimer']> =>
    timers.setTimer(delayMs, () => {
      look().catch((bug: unknown) => {
        if (!isClosed) deps.onBug(bug);
      });
    });
  let timer = later(0);
  return {
    close: () => {
      isClosed = true;
      timers.clearTimer(timer);
    },
  };
}

/** False where it stopped before the end: it begins again at the next look. */
async function settleAll(deps: UpkeepDeps, isClosed: () => boolean): Promise<boolean> {
  let after: MemberRef | null = null;
  for (;;) {
    const page: readonly MemberRef[] = pageOf(deps, after);
    for (const [place, memberRef] of page.entries()) {
      if (place % sliceMembersMax === 0) await deps.nextTurn();
      if (isClosed() || !deps.settle(memberRef)) return false;
    }
    const last = page.at(-1);
    if (last === undefined) return true;
    after = last;
  }
}

/** Without rules that look at more than a lot's own days, only members with such a lot are looked at. */
function pageOf({ rules, day, standing }: UpkeepDeps, after: MemberRef | null): readonly MemberRef[] {
  const isEverybody = rules.expireAfterQuietDays !== null || isClosing(rules, day.today());
  return isEverybody
    ? standing.holders(after, pageMembersMax)
    : standing.holdersDue(day.today(), after, pageMembersMax);
}

function isClosing({ closeOutOn }: PointsRules, today: string): boolean {
  return closeOutOn !== null && closeOutOn <= today;
}
