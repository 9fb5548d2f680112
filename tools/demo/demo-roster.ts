/**
 * The members whose cards lie in the demo's tray: the first ones of the member list. Everyone else is generated. Their
 * cards are written out here, so that the tray and the list cannot disagree.
 */

import { demoCardUid } from './demo-card-uid.ts';
import type { ChainData } from './demo-facts.ts';

export type RosterMember = {
  readonly name: string;
  readonly latinName: string | null;
  readonly tierId: 'bronze' | 'silver' | 'gold';
  readonly birthDate: string;
  readonly visitCount: number;
  readonly cardUid: string;
  readonly cardState: 'active' | 'blocked';
  /** Every purchase has its day, and a part of the points ends soon: what the till says of such a member can be seen. */
  readonly isDated?: true;
};

type DemoCard = ChainData['demoCards'][number];

/** The one that the worked example is about: silver, with 10 earlier purchases. */
export const silverMember: RosterMember = {
  name: 'مینا فروتن',
  latinName: 'Mina Foroutan',
  tierId: 'silver',
  birthDate: '1991-08-27',
  visitCount: 10,
  cardUid: '04A1B2C3D4E580',
  cardState: 'active',
};

/** Born on 30 Esfand 1370, a day that only leap years have; carries a 4-byte card. */
const goldMember: RosterMember = {
  name: 'آرش دانشور',
  latinName: 'Arash Daneshvar',
  tierId: 'gold',
  birthDate: '1992-03-20',
  visitCount: 64,
  cardUid: '3C5A19E7',
  cardState: 'active',
};

const newcomer: RosterMember = {
  name: 'Emma Bennett',
  latinName: null,
  tierId: 'bronze',
  birthDate: '1998-05-04',
  visitCount: 0,
  cardUid: '04B7C8D9EAFB81',
  cardState: 'active',
};

const regularMember: RosterMember = {
  name: 'سعید نوری',
  latinName: 'Saeed Nouri',
  tierId: 'bronze',
  birthDate: '1983-12-22',
  visitCount: 10,
  cardUid: '04C2D3E4F5A682',
  cardState: 'active',
  isDated: true,
};

const blockedMember: RosterMember = {
  name: 'ژاله یزدانی',
  latinName: 'Zhaleh Yazdani',
  tierId: 'silver',
  birthDate: '1979-09-23',
  visitCount: 22,
  cardUid: '04D4E5F6A7B883',
  cardState: 'blocked',
};

export const roster: readonly RosterMember[] = [
  silverMember,
  goldMember,
  newcomer,
  regularMember,
  blockedMember,
];

/** Belongs to nobody in the demo, at any number of members. */
export const unknownCardUid = '04EEDDCCBBAA84';

export const demoCards: DemoCard[] = [
  demoCard(silverMember.cardUid, 'silver', { fa: 'عضو نقره‌ای، ۱۰ خرید', en: 'Silver, 10 visits' }),
  demoCard(goldMember.cardUid, 'gold', { fa: 'عضو طلایی', en: 'Gold member' }),
  demoCard(newcomer.cardUid, 'bronze', { fa: 'عضو تازه‌وارد', en: 'Newcomer' }),
  demoCard(regularMember.cardUid, 'bronze', { fa: 'برنزی، ۱۰ خرید', en: 'Bronze, 10 visits' }),
  demoCard(blockedMember.cardUid, 'plain', { fa: 'کارت مسدود', en: 'Blocked card' }),
  demoCard(unknownCardUid, 'plain', { fa: 'کارت ناشناس', en: 'Unknown card' }),
];

function demoCard(uid: string, tone: DemoCard['tone'], label: DemoCard['label']): DemoCard {
  return { cardUid: demoCardUid(uid), label, tone };
}
