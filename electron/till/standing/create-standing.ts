/** Puts together what a till does for the standing of its members. */

import type { BasketView } from '#shared/contracts/till-views.ts';
import type { Draft } from '../basket/draft.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { createCodeStore } from '../db/stores/code-store.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import { createGuestStore } from '../db/stores/guest-store.ts';
import type { GuestStore } from '../db/stores/guest-store.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { WriteDb } from '../db/database.ts';
import type { SaleFollowUp } from '../commands/sale-follow-up.ts';
import { createFrameValue } from '../frame-value.ts';
import type { FrameValue } from '../frame-value.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { TillPorts } from '../ports.ts';
import { createAuthority } from '../safety/authority.ts';
import { createTillIds } from '../till-ids.ts';
import { createIntroduce } from './introduction.ts';
import type { Introduce } from './introduction.ts';
import { createLocalDay } from './local-day.ts';
import type { LocalDay } from './local-day.ts';
import { createMemberTiers } from './member-tiers.ts';
import type { MemberTiers } from './member-tiers.ts';
import { createReferralFollowUp, createTierFollowUp } from './sale-follow-ups.ts';
import { createSettleMember } from './settle-member.ts';
import type { SettleMember } from './settle-member.ts';
import { createStandingGlances } from './standing-glance.ts';
import type { StandingGlances } from './standing-glance.ts';
import { createTierAfter } from './tier-after.ts';
import type { TierAfter } from './tier-after.ts';
import { createStandingByMember } from './standing-by-member.ts';
import { startUpkeep } from './upkeep.ts';

export type StandingParts = {
  /** By member, under every reference that means them. */
  readonly store: StandingStore;
  readonly day: LocalDay;
  readonly tiers: MemberTiers;
  readonly glances: StandingGlances;
  /** Books what fell due for a member: called before they are shown and before they spend. */
  readonly settle: SettleMember;
  readonly codes: CodeStore;
  readonly guests: GuestStore;
  readonly frame: FrameValue;
  readonly introduce: Introduce;
  readonly followUps: readonly SaleFollowUp[];
  readonly tierAfter: TierAfter;
  /** Whose guest card was shown for a basket; `undefined` for nobody's, and once it has a member. */
  readonly guestOf: (draft: Draft) => BasketView['guestOf'];
  readonly startUpkeep: (onBug: (bug: unknown) => void) => { readonly close: () => void };
};

export type StandingDeps = {
  readonly ports: TillPorts;
  readonly chain: ChainAtTill;
  readonly databases: { readonly ledger: WriteDb; readonly drafts: WriteDb };
  readonly ledger: Ledger;
  readonly members: KnownMembers;
  readonly store: StandingStore;
  readonly health: LedgerHealth;
};

export function createStanding(deps: StandingDeps): StandingParts {
  const { ports, chain, databases, ledger, members, health } = deps;
  const store = createStandingByMember(deps.store, members);
  const { clock, timers, nextTurn } = ports;
  const { timeZone } = chain.ownStore;
  const { programme } = chain;
  const { points: rules } = programme;
  const day = createLocalDay({ standing: store, timeZone, chain, clock });
  const shared = { day, members, ledger, standing: store };
  // Adds up over the references of a member by itself.
  const tiers = createMemberTiers({ ...shared, standing: deps.store, chain });
  const frame = createFrameValue({ store: chain.ownStore, clock, sha256: ports.sha256 });
  const ids = createTillIds(clock, ports.randomBytes);
  const authority = createAuthority({ chain, clock });
  const settle = createSettleMember({ ...shared, rules, authority, tiers, health, frame, ids });
  const codes = createCodeStore(databases.ledger);
  const guests = createGuestStore(databases.drafts);
  const following = { ...shared, programme, tiers, codes, guests, frame, ids };
  return {
    store,
    day,
    tiers,
    glances: createStandingGlances({ rules, day, members, tiers }),
    settle,
    codes,
    guests,
    frame,
    introduce: createIntroduce(following),
    followUps: [createTierFollowUp(following), createReferralFollowUp(following)],
    tierAfter: createTierAfter({ tiers, day, authority, frame, sha256: ports.sha256 }),
    guestOf: (draft) => {
      const codeId = draft.member === null ? guests.codeOf(draft.basketId) : undefined;
      const memberRef = codeId === undefined ? null : (codes.codeById(codeId)?.memberRef ?? null);
      const member = memberRef === null ? undefined : members.byRef(memberRef)?.member;
      return member && { name: member.name, latinName: member.latinName };
    },
    startUpkeep: (onBug) => startUpkeep({ rules, day, standing: store, settle, timers, nextTurn, onBug }),
  };
}
