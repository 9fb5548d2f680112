/** What one offer has been granted so far while a combination is priced, and what its own limits leave. */

import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Benefit, Cut, ItemGrant, TimedGrant } from '../answer/benefit.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import type { MoneyLimit } from './compiled-effects.ts';

/** Written to while a combination is priced; see `Benefit`. */
export type Grants = {
  readonly compiled: CompiledOffer;
  worthMinor: number;
  costMinor: number;
  discountMinor: number;
  walletCreditMinor: number;
  pointsEarned: number;
  timed: readonly TimedGrant[];
  items: readonly ItemGrant[];
  cuts: readonly Cut[];
};

const none: readonly never[] = [];

export function createGrants(compiled: CompiledOffer): Grants {
  return {
    compiled,
    worthMinor: 0,
    costMinor: 0,
    discountMinor: 0,
    walletCreditMinor: 0,
    pointsEarned: 0,
    timed: none,
    items: none,
    cuts: none,
  };
}

export function benefitOf(grants: Grants): Benefit {
  return {
    worthMinor: minor(grants.worthMinor),
    costMinor: minor(grants.costMinor),
    discountMinor: minor(grants.discountMinor),
    walletCreditMinor: minor(grants.walletCreditMinor),
    pointsEarned: points(grants.pointsEarned),
    timed: grants.timed,
    items: grants.items,
    cuts: grants.cuts,
  };
}

/** Adds to an earlier cut of the kind; a sum too large to say stays the largest that can be said. */
export function noteCut(grants: Grants, by: Cut['by'], lostMinor: number): void {
  const earlier = grants.cuts.find((cut) => cut.by === by);
  if (earlier === undefined) {
    grants.cuts = [...grants.cuts, { by, lostMinor: minor(lostMinor) }];
    return;
  }
  const sumMinor = Math.min(Number.MAX_SAFE_INTEGER, earlier.lostMinor + lostMinor);
  const together: Cut = { by, lostMinor: minor(sumMinor) };
  grants.cuts = grants.cuts.map((cut) => (cut === earlier ? together : cut));
}

/** What a limit in money leaves for more of this offer in this sale. */
export function limitLeftMinor(limit: MoneyLimit, grants: Grants, facts: SaleFacts): number {
  return Math.max(0, limit.costMinor - earlierCostMinor(limit, facts) - grants.costMinor);
}

function earlierCostMinor({ scope, key }: MoneyLimit, facts: SaleFacts): number {
  if (scope === 'basket') return 0;
  const uses = scope === 'member' ? facts.member?.limitUses : facts.limitUses;
  return uses?.[key]?.costMinor ?? 0;
}
