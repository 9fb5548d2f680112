/** Finding, attaching and enrolling members of the fake till. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { searchKey } from '#shared/domain/text.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

const rowsMax = 20;
const phoneLengthMin = 10;

export function fakeMembersOf(
  world: FakeWorld,
): FakeHandlers<'searchMembers' | 'attachMember' | 'detachMember' | 'enrolMember'> {
  const { members, sale } = world;
  return {
    searchMembers: ({ text }) => {
      const key = searchKey(text);
      const rows = members.map(({ panel }) => panel);
      const hits = rows.filter((row) =>
        searchKey(`${row.name} ${row.latinName} ${row.phoneMasked}`).includes(key),
      );
      return ok({ members: hits.slice(0, rowsMax) });
    },
    attachMember: ({ memberRef }) => {
      const member = members.find(({ panel }) => panel.memberRef === memberRef)?.panel;
      if (member === undefined) return err(appError('member_unknown'));
      sale.setMember({ ...member, identifiedBy: 'search' });
      return ok(sale.view());
    },
    detachMember: () => {
      sale.setMember(null);
      return ok(sale.view());
    },
    enrolMember: ({ name, phone, cardUid }) => {
      if (phone !== null && phone.length < phoneLengthMin) return err(appError('phone_invalid'));
      const panel = newMember(name, phone);
      members.push({ cardUid, panel });
      sale.setMember(panel);
      return ok({ ...sale.view(), welcome: null });
    },
  };
}

function newMember(name: string, phone: string | null): MemberPanel {
  return {
    memberRef: pageIds.uuid(),
    name,
    latinName: null,
    phoneMasked: phone === null ? null : `+98••••••${phone.slice(-4)}`,
    tierId: 'bronze',
    pointsBalance: points(0),
    walletMinor: minor(0),
    visitCount: 0,
    birthdayInDays: null,
    lastVisits: [],
    identifiedBy: 'enrolment',
    balancesAsOfMs: null,
  };
}
