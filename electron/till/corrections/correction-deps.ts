/** What every correction needs of the till. */

import type { Authority, Programme } from '#shared/domain/programme.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { FrameValue } from '../frame-value.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { OwnUses } from '../members/own-uses.ts';
import type { Approve } from '../operators/approval.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { HashPorts } from '../rules/check-rule-set.ts';
import type { TierAfter } from '../standing/tier-after.ts';
import type { BookedSales } from './booked-sales.ts';
import type { CorrectionViews } from './correction-views.ts';
import type { ProvenSales } from './proven-sales.ts';

export type CorrectionDeps = {
  readonly sales: BookedSales;
  readonly proven: ProvenSales;
  readonly authority: () => Authority;
  readonly views: CorrectionViews;
  readonly ledger: Pick<
    Ledger,
    'bookValue' | 'bookValues' | 'entryById' | 'entryByKey' | 'entriesAbout' | 'ownLots'
  >;
  readonly health: LedgerHealth;
  readonly members: KnownMembers;
  readonly ownUses: OwnUses;
  readonly ruleSets: Pick<RuleSets, 'current'>;
  readonly approve: Approve;
  readonly programme: Programme;
  readonly store: Store;
  readonly frame: FrameValue;
  readonly tierAfter: TierAfter;
  readonly clock: Clock;
  readonly ports: HashPorts;
};
