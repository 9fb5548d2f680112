/** Members of the fake till: one for each demo card that the chain knows, and a few more to search for. */

import { glanceOf } from './fake-glance.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { chain, store } from './demo-data.ts';

export type FakeMember = { readonly panel: MemberPanel; readonly cardUid: CardUid | null };

/** The demo's last cards are a blocked one and an unknown one. */
const cardsWithMember = 4;
/** The card of this one is that of a member who may spend nothing for now. */
const heldMember = 3;
const dayMs = 86_400_000;
const names = [
  ['مینا فروتن', 'Mina Foroutan', 'silver', 0],
  ['سهراب نیک‌پندار', 'Sohrab Nikpendar', 'gold', 3],
  ['لیلا احمدی', 'Leila Ahmadi', 'bronze', null],
  [
    'سید محمدحسین میرعمادالدین طباطبایی اردکانی',
    'Seyyed Mohammad-Hossein Miremadeddin Tabatabaei',
    'bronze',
    -2,
  ],
  ['Claire Dawson', 'Claire Dawson', 'gold', null],
  ['مریم کاظمی', null, 'silver', 1],
] as const;

export function fakeMembers(nowMs: number): readonly FakeMember[] {
  return names.map(([name, latinName, tierId, birthdayInDays], index) => ({
    cardUid: index < cardsWithMember ? (chain.demoCards[index]?.cardUid ?? null) : null,
    panel: {
      memberRef: uuid(`018bd4ad-2940-70c6-ba4a-c6331c7e300${index}`),
      name,
      latinName,
      phoneMasked: index === 4 ? null : `+98••••••123${index}`,
      tierId,
      pointsBalance: points(227 + index * 1_311),
      walletMinor: minor(250_000 + index * 1_234_560),
      visitCount: index === 2 ? 0 : 10 + index,
      birthdayInDays,
      lastVisits: index === 2 ? [] : visits(nowMs, index),
      identifiedBy: 'card',
      balancesAsOfMs: null,
      ...(index === heldMember ? { hold: 'overdraft' } : {}),
      standing: glanceOf(227 + index * 1_311),
    },
  }));
}

function visits(nowMs: number, index: number): MemberPanel['lastVisits'] {
  return [4, 19, 33, 90, 400].map((days, visit) => ({
    atMs: epochMs(nowMs - days * dayMs),
    storeName: chain.stores[visit % chain.stores.length]?.name ?? store.name,
    paidMinor: minor(6_900_000 + visit * 870_000 + index * 50),
    pointsEarned: points(69 + visit),
  }));
}

export const blockedCard = chain.demoCards[cardsWithMember]?.cardUid;
