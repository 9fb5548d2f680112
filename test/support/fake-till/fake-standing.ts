/** The standing of the fake till's members: enough of everything to look at, and nothing that is kept. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { MemberFileView } from '#shared/contracts/till/standing-views.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { glanceOf } from './fake-glance.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

type StandingName = 'memberFile' | 'memberStatement' | 'transferPoints' | 'setHousehold' | 'setGuest';

const today = '2026-11-22';

export function fakeStanding({ members, sale }: FakeWorld): FakeHandlers<StandingName> {
  const file = (memberRef: string): ReturnType<FakeHandlers<StandingName>['memberFile']> => {
    const member = members.find(({ panel }) => panel.memberRef === memberRef)?.panel;
    return member === undefined ? err(appError('member_unknown')) : ok(fileOf(member, members[1]?.panel));
  };
  return {
    memberFile: ({ memberRef }) => file(memberRef),
    transferPoints: ({ fromRef }) => file(fromRef),
    setHousehold: ({ headRef, approval }) =>
      approval === null ? err(appError('approval_needed')) : file(headRef),
    setGuest: () => ok(sale.view()),
    memberStatement: ({ memberRef, asOf }) =>
      ok({
        memberRef,
        asOf,
        lines: [],
        hasMore: false,
        brought: { points: points(0), walletMinor: minor(0) },
        closing: {
          points: points(0),
          pointsHeld: points(0),
          walletMinor: minor(0),
          walletHeldMinor: minor(0),
        },
      }),
  };
}

function fileOf(member: MemberPanel, friend: MemberPanel | undefined): MemberFileView {
  const { memberRef, name, latinName, phoneMasked, tierId, visitCount, pointsBalance, walletMinor } = member;
  return {
    member: { memberRef, name, latinName, phoneMasked, tierId, visitCount },
    today,
    points: { open: pointsBalance, spendable: pointsBalance, held: points(120) },
    wallet: { openMinor: walletMinor, spendableMinor: walletMinor, heldMinor: minor(0) },
    glance: glanceOf(pointsBalance),
    lots: [
      lot({ open: 80, madeOn: '2026-08-29', endsOn: '2026-11-27', endCause: 'due' }),
      lot({ open: pointsBalance - 80, origin: 'bonus', endsOn: '2027-11-20', endCause: 'inactivity' }),
      lot({ unit: 'money', origin: 'toppedUp', open: walletMinor }),
      lot({ held: 120, releaseOn: '2026-11-24', endsOn: '2027-11-24', endCause: 'due' }),
    ],
    stampCards: [
      {
        stampCardId: 'coffee-card',
        name: { fa: 'کارت قهوه', en: 'Coffee card' },
        rewardName: { fa: 'یک قهوهٔ رایگان', en: 'A free coffee' },
        stamps: 6,
        needed: 8,
        rewards: 2,
      },
    ],
    referral: {
      introducer: null,
      introduced: friend === undefined ? [] : [friend],
      introducedCount: friend === undefined ? 0 : 1,
      rewards: 1,
      guests: 2,
      pointsEarned: points(250),
      rewardsLeft: 17,
      introducerPoints: points(150),
      guestPoints: points(50),
    },
    household: {
      role: 'head',
      members:
        friend === undefined
          ? []
          : [{ ...friend, dayLimitMinor: minor(5_000_000), spentTodayMinor: minor(1_200_000) }],
    },
    transfer: { pointsMin: points(50), leftToday: points(5_000) },
    balancesAsOfMs: null,
  };
}

function lot(changed: Partial<MemberFileView['lots'][number]>): MemberFileView['lots'][number] {
  return {
    unit: 'points',
    origin: 'earned',
    open: 0,
    held: 0,
    madeOn: '2026-11-17',
    releaseOn: null,
    endsOn: null,
    endCause: null,
    ...changed,
  };
}
