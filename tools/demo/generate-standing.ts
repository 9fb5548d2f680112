/** What a demo member has bought so far: sums and balances that agree with each other. */

import type { z } from 'zod';
import type { memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { demoSnapshotAtMs, demoStores, rialPerThousandToman } from './demo-facts.ts';

export type TierName = 'bronze' | 'silver' | 'gold';

type MemberInput = z.input<typeof memberRecordSchema>;
export type StandingData = Pick<
  MemberInput,
  'pointsBalance' | 'walletMinor' | 'visitCount' | 'spentMinor' | 'lastVisits'
>;
type VisitData = StandingData['lastVisits'][number];

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minorPerPoint = 100_000;
const lastVisitsMax = 5;
/** Usual purchase in thousands of Toman. */
const usualThousandToman: Record<TierName, number> = { bronze: 320, silver: 610, gold: 1_150 };

type History = { readonly tierId: TierName; readonly visitCount: number };

/** All amounts in Rial; the sum spent contains the last visits. */
export function generateStanding(rng: Rng, history: History): StandingData {
  const { tierId, visitCount } = history;
  const lastVisits = randomVisits(rng, history);
  const olderMinor = (visitCount - lastVisits.length) * purchaseMinor(rng, tierId);
  const spentMinor = lastVisits.reduce((sum, visit) => sum + visit.paidMinor, olderMinor);
  const earned = Math.floor(spentMinor / minorPerPoint);
  const keptPercent = 20 + rng.below(81);
  return {
    pointsBalance: Math.floor((earned * keptPercent) / 100),
    walletMinor: visitCount === 0 ? 0 : rng.below(40) * (rng.below(100) < 60 ? 1 : 5) * rialPerThousandToman,
    visitCount,
    spentMinor,
    lastVisits,
  };
}

/** Newest first, at least a day apart, in opening hours, all before the snapshot. */
function randomVisits(rng: Rng, history: History): VisitData[] {
  const visits: VisitData[] = [];
  let daysAgo = 0;
  while (visits.length < Math.min(history.visitCount, lastVisitsMax)) {
    daysAgo += 1 + rng.below(history.tierId === 'bronze' ? 45 : 16);
    const paidMinor = purchaseMinor(rng, history.tierId);
    visits.push({
      atMs: demoSnapshotAtMs - daysAgo * dayMs + 9 * hourMs + rng.below(12 * 3_600) * 1_000,
      storeId: randomStoreId(rng),
      paidMinor,
      pointsEarned: Math.floor(paidMinor / minorPerPoint),
    });
  }
  return visits;
}

function purchaseMinor(rng: Rng, tierId: TierName): number {
  const percent = 30 + rng.below(170);
  return Math.ceil((usualThousandToman[tierId] * percent) / 100) * rialPerThousandToman;
}

function randomStoreId(rng: Rng): string {
  const store = demoStores[rng.below(demoStores.length)];
  invariant(store !== undefined, 'the demo chain has stores');
  return store.storeId;
}
