/** A member as the screen shows them, never with the whole phone number. */

import type { MemberPanel, MemberRow } from '#shared/contracts/till-views.ts';
import { daysToBirthday, localDate } from '#shared/domain/calendar.ts';
import type { CalendarName } from '#shared/domain/calendar.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { Member } from '#shared/domain/member.ts';
import { maskedPhone } from '#shared/domain/phone.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { DraftMember } from '../basket/draft.ts';
import type { KnownMember } from '../members/known-members.ts';
import type { StandingGlances } from '../standing/standing-glance.ts';

export type MemberPanels = {
  readonly panel: (known: KnownMember, attached: DraftMember) => MemberPanel;
};

export type MemberPanelsDeps = {
  readonly clock: Clock;
  readonly store: Store;
  readonly chain: { readonly stores: readonly Store[]; readonly calendar: CalendarName };
  readonly glances: Pick<StandingGlances, 'glance'>;
};

/** A birthday is worth a word to the customer this many days around it. */
const birthdayDaysMax = 7;

export function createMemberPanels(deps: MemberPanelsDeps): MemberPanels {
  const storeName = (storeId: string): LocalText =>
    deps.chain.stores.find((store) => store.storeId === storeId)?.name ?? { fa: storeId, en: storeId };
  return {
    panel: (known, attached) => ({
      ...memberRowOf(known.member),
      pointsBalance: known.pointsBalance,
      walletMinor: known.walletMinor,
      visitCount: known.visitCount,
      birthdayInDays: birthdayInDays(known.member, deps),
      lastVisits: known.lastVisits.map(({ atMs, storeId, paidMinor, pointsEarned }) => ({
        atMs,
        storeName: storeName(storeId),
        paidMinor,
        pointsEarned,
      })),
      identifiedBy: attached.identifiedBy,
      balancesAsOfMs: known.balancesAsOfMs,
      ...(known.hold === null ? {} : { hold: known.hold }),
      standing: deps.glances.glance(known),
    }),
  };
}

export function memberRowOf({ memberRef, name, latinName, phone, tierId }: Member): MemberRow {
  return { memberRef, name, latinName, phoneMasked: phone === null ? null : maskedPhone(phone), tierId };
}

function birthdayInDays(member: Member, deps: MemberPanelsDeps): number | null {
  if (member.birthDate === null) return null;
  const today = localDate(deps.clock.nowMs(), deps.store.timeZone);
  const days = daysToBirthday(member.birthDate, today, deps.chain.calendar);
  return Math.abs(days) <= birthdayDaysMax ? days : null;
}
