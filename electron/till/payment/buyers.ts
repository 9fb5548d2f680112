/** What whoever buys here can pay with besides money, read whenever it is asked for. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { couponTermsOf } from '#shared/domain/coupon.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { CouponToPay } from '#shared/ledger/value/coupon-worths.ts';
import { whyNotCode } from '#shared/ledger/value/decide-codes.ts';
import type { HouseholdToPay, PurseOfBuyer } from '#shared/ledger/value/decide-redeem.ts';
import { withRealEnds } from '#shared/ledger/value/lot-end.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import type { Draft } from '../basket/draft.ts';
import type { CodesAtTill } from '../codes/codes-at-till.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import { isOnHold } from '../members/known-members.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';

export type Buyer = { readonly purse: PurseOfBuyer; readonly today: IsoDate };

export type Buyers = {
  /** The member of the basket, with the codes that were chosen for it. */
  readonly buyerOf: (draft: Draft) => Buyer;
  /** Lots of one unit, each with the day on which it really ends. */
  readonly lotsOf: (memberRef: MemberRef, unit: LotUnit) => readonly LotState[];
  /** Somebody at HQ has to look at the member first: nothing may be redeemed. */
  readonly isHeld: (memberRef: MemberRef) => boolean;
};

export type BuyersDeps = {
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
  readonly codes: Pick<CodesAtTill, 'codeById' | 'giftCardById' | 'today'>;
  readonly standing: Pick<StandingStore, 'householdOf' | 'daysOf'>;
  readonly programme: Programme;
};

export function createBuyers(deps: BuyersDeps): Buyers {
  const { members, codes } = deps;
  const lotsOf: Buyers['lotsOf'] = (memberRef, unit) => realLots(deps, memberRef, unit);
  return {
    lotsOf,
    isHeld: (memberRef) => isOnHold(members.byRef(memberRef)),
    buyerOf: (draft) => {
      const known = draft.member === null ? undefined : members.byRef(draft.member.memberRef);
      const { coupons, giftCards } = draft.tenders;
      const held = known === undefined ? noPurses : pursesOf(deps, known);
      const purse = {
        ...held,
        coupons: coupons.flatMap((codeId) => couponToPay(deps, codeId)),
        giftCards: giftCards.flatMap(({ codeId }) => codes.giftCardById(codeId) ?? []),
      };
      return { purse, today: codes.today() };
    },
  };
}

type Purses = Pick<PurseOfBuyer, 'buyerRef' | 'points' | 'wallet' | 'household'>;

const noPurses: Purses = { buyerRef: null, points: null, wallet: null, household: null };

function pursesOf(deps: BuyersDeps, { member }: KnownMember): Purses {
  const { memberRef } = member;
  const { points, wallet } = deps.programme;
  const rules = points.redemption;
  const hasWallet = wallet !== null;
  return {
    buyerRef: memberRef,
    points:
      rules === null
        ? null
        : {
            rules,
            pointWorthMinor: pointWorthMinor(rules, deps.codes.today()),
            lots: realLots(deps, memberRef, 'points'),
          },
    wallet: hasWallet ? realLots(deps, memberRef, 'money') : null,
    household: hasWallet ? householdOf(deps, memberRef) : null,
  };
}

function realLots(deps: BuyersDeps, memberRef: MemberRef, unit: LotUnit): readonly LotState[] {
  const lots = deps.members.lotsOf(memberRef).filter((lot) => lot.unit === unit);
  const lastPurchaseOn = deps.members.byRef(memberRef)?.history.lastVisitOn ?? null;
  return withRealEnds(lots, { rules: deps.programme.points, lastPurchaseOn });
}

function householdOf(deps: BuyersDeps, memberRef: MemberRef): HouseholdToPay | null {
  const household = deps.standing.householdOf(memberRef);
  if (household === undefined) return null;
  const { headRef, dayLimitMinor } = household;
  const today = deps.codes.today();
  const days = deps.standing.daysOf(memberRef, today).filter(({ date }) => date === today);
  // Below 0 for who gave back what another one had bought: that is no more to spend.
  const spentToday = Math.max(0, addInt(...days.map(({ householdMinor }) => householdMinor)));
  const leftTodayMinor = minor(Math.max(0, dayLimitMinor - spentToday));
  return { headRef, lots: realLots(deps, headRef, 'money'), leftTodayMinor };
}

/** None for a code that takes nothing off today: it is unknown to whoever pays with it. */
function couponToPay(
  { codes, programme }: BuyersDeps,
  codeId: CouponToPay['codeId'],
): readonly CouponToPay[] {
  const code = codes.codeById(codeId);
  if (code?.codeKind !== 'coupon' || whyNotCode(code, codes.today()) !== null) return [];
  const terms = couponTermsOf(code, programme.coupons);
  return terms === undefined ? [] : [{ codeId, terms }];
}
