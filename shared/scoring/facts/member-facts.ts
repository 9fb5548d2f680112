/**
 * What the engine knows of a member: answers to what the rule set asks, and never a name, a date or an id. A sale's
 * entry keeps exactly these facts, so that the sale can be scored again years later.
 */

import type { Minor } from '#shared/domain/money.ts';
import type { TierId } from '#shared/domain/tier.ts';

export type Purchases = { readonly visits: number; readonly spentMinor: Minor };
/** How often an offer was used and what that cost, see `Limit`. */
export type LimitUse = { readonly uses: number; readonly costMinor: Minor };

/** Lists and keys are in code-unit order and hold only what the rule set names. */
export type MemberFacts = {
  readonly tierId: TierId;
  readonly segments: readonly string[];
  readonly tags: readonly string[];
  readonly consents: readonly string[];
  /** Finished, not reversed purchases before this one. */
  readonly earlierVisits: number;
  /** Whole local days; null when the member has not bought yet. */
  readonly daysSinceLastVisit: number | null;
  /** By `periodKey`. */
  readonly purchases: Readonly<Record<string, Purchases>>;
  /** Windows around yearly dates of the member that are open today, see `dateWindowKey`. */
  readonly openWindows: readonly string[];
  readonly isReferred: boolean;
  /** Members brought who have bought. */
  readonly referrals: number;
  /** Place of the member in each experiment, 0 to 9,999. */
  readonly buckets: Readonly<Record<string, number>>;
  /** Stamps on the current card, below the number that fills it. */
  readonly stamps: Readonly<Record<string, number>>;
  /** Earlier uses by this member of offers limited by member, see `limitKey`. */
  readonly limitUses: Readonly<Record<string, LimitUse>>;
};
