/** What fell due for a member since they were last here: released, ended, and a tier that changed. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Authority, PointsRules } from '#shared/domain/programme.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { decideExpire } from '#shared/ledger/value/decide-expire.ts';
import { decideRelease } from '#shared/ledger/value/decide-release.ts';
import { decideTier } from '#shared/ledger/value/decide-tier.ts';
import type { EndRules } from '#shared/ledger/value/lot-end.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import type { FrameValue } from '../frame-value.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, ValueToBook } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { LocalDay } from './local-day.ts';
import type { MemberTiers } from './member-tiers.ts';
import { tillOperatorId } from './till-operator.ts';

/** False where it could not be booked: the member is then shown as the ledger has them. */
export type SettleMember = (memberRef: MemberRef) => boolean;

export type SettleMemberDeps = {
  readonly rules: PointsRules;
  readonly authority: () => Authority;
  readonly day: LocalDay;
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
  readonly tiers: MemberTiers;
  readonly ledger: Pick<Ledger, 'bookValues' | 'bookings'>;
  readonly health: Pick<LedgerHealth, 'mayWrite' | 'afterLedgerWrite'>;
  readonly frame: FrameValue;
  readonly ids: Ids;
};

/** Cheap where nothing is due: a member who stands at the till is asked for at every change of the basket. */
export function createSettleMember(deps: SettleMemberDeps): SettleMember {
  let last: { readonly memberRef: MemberRef; readonly bookings: number; readonly today: string } | null =
    null;
  return (memberRef) => {
    const bookings = deps.ledger.bookings();
    const today = deps.day.today();
    if (last?.memberRef === memberRef && last.bookings === bookings && last.today === today) return true;
    const isSettled = settle(deps, memberRef);
    if (isSettled) last = { memberRef, bookings: deps.ledger.bookings(), today };
    return isSettled;
  };
}

function settle(deps: SettleMemberDeps, memberRef: MemberRef): boolean {
  const [first, ...others] = dueOf(deps, memberRef);
  if (first === undefined) return true;
  if (!deps.health.mayWrite().ok) return false;
  return deps.health.afterLedgerWrite(deps.ledger.bookValues([first, ...others])).ok;
}

function dueOf(deps: SettleMemberDeps, memberRef: MemberRef): readonly ValueToBook[] {
  const { day, members, rules } = deps;
  const known = members.byRef(memberRef);
  if (known === undefined || deps.authority().kind !== 'till' || !day.isBelieved()) return [];
  const today = day.today();
  const lots = members.lotsOf(memberRef);
  const ends: EndRules = { rules, lastPurchaseOn: known.history.lastVisitOn };
  const framed = { memberRef, operatorId: tillOperatorId };
  const released = decideRelease({ memberRef, lots, today });
  const expired = decideExpire({
    ...ends,
    memberRef,
    lots: afterRelease(lots, today),
    today,
    authority: deps.authority(),
    isDayBelieved: true,
  });
  const release =
    released.length === 0
      ? []
      : [
          deps.frame({
            ...framed,
            kind: 'release',
            keyId: deps.ids.uuid(),
            decided: { moves: released, detail: { cause: 'due' } },
          }),
        ];
  const expire = expired.map(({ cause, moves }) =>
    deps.frame({ ...framed, kind: 'expire', keyId: deps.ids.uuid(), decided: { moves, detail: { cause } } }),
  );
  return [...release, ...expire, ...tierOf(deps, memberRef)];
}

/** As they stand once what is due is released: it may end on the very same day. */
function afterRelease(lots: readonly LotState[], today: string): readonly LotState[] {
  return lots.map((lot) =>
    lot.held > 0 && lot.releaseOn !== null && lot.releaseOn <= today
      ? { ...lot, open: addInt(lot.open, lot.held), held: 0 }
      : lot,
  );
}

/** What time does to a tier, and what a refund or another member for a sale did since it was looked at. */
function tierOf(deps: SettleMemberDeps, memberRef: MemberRef): readonly ValueToBook[] {
  const asked = deps.tiers.toDecide(memberRef);
  const detail = asked === undefined ? null : decideTier(asked);
  if (detail === null) return [];
  const keyId = deps.ids.uuid();
  const decided = { detail };
  return [deps.frame({ kind: 'tierChange', keyId, memberRef, operatorId: tillOperatorId, decided })];
}
