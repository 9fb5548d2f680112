/** A chain of a handful: every kind of member, card, product and offer that the tests of the till need, once. */

import { demoProgramme } from '#tools/demo/demo-programme.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { Chain, MemberRecord } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';

/** 2026-11-21, 12:00 UTC: 15:30 in Tehran. */
export const chainNoonMs = 1_795_262_400_000;
const dayMs = 86_400_000;

export const cashier = { operatorId: uuid('0193a0b0-0000-4000-8000-0000000000a1'), pin: '738204' };
export const manager = { operatorId: uuid('0193a0b0-0000-4000-8000-0000000000a2'), pin: '59280473' };

export const sara = uuid('0193a0b0-0000-7000-8000-0000000000b1');
export const omid = uuid('0193a0b0-0000-7000-8000-0000000000b2');
export const kian = uuid('0193a0b0-0000-7000-8000-0000000000b3');

export const cards = {
  sara: cardUid('04A1B2C3D4E580'),
  /** A second card of the same member. */
  saraSecond: cardUid('04A1B2C3D4E581'),
  omid: cardUid('3C5A19E7'),
  /** Lost and blocked. */
  omidLost: cardUid('04FFEEDDCCBB01'),
  nobody: cardUid('04DEADBEEF0102'),
};

export const products = {
  tea: { productId: 'tea-1', barcode: '6260000000014', priceMinor: 1_000_000 },
  rice: { productId: 'rice-1', barcode: '6260000000021', priceMinor: 2_500_000 },
  /** Sold in America, too: its code begins with a zero that scanners leave out. */
  jam: { productId: 'jam-1', barcode: '0360000000038', priceMinor: 700_000 },
};

export const saraPhone = '+989121234567';

export function tinyChain(): Chain {
  return chainSchema.parse({
    schemaVersion: 1,
    chainId: 'tiny',
    name: { fa: 'کوچک', en: 'Tiny' },
    snapshotAtMs: chainNoonMs - dayMs,
    calendar: 'persian',
    country: 'IR',
    ownStoreId: 'north',
    till: { deviceId: '0193a0b0-0000-4000-8000-0000000000d1', name: 'Till 1' },
    stores: ['north', 'south'].map((storeId) => ({
      storeId,
      name: { fa: `شعبه ${storeId}`, en: `Store ${storeId}` },
      currency: 'IRR',
      timeZone: 'Asia/Tehran',
      dayStartsAtHour: 4,
    })),
    tiers: [
      { tierId: 'silver', name: { fa: 'نقره‌ای', en: 'Silver' }, rank: 1, tone: 'silver' },
      { tierId: 'bronze', name: { fa: 'برنزی', en: 'Bronze' }, rank: 0, tone: 'bronze' },
    ],
    productGroups: [
      { groupId: 'drinks', name: { fa: 'نوشیدنی', en: 'Drinks' } },
      { groupId: 'food', name: { fa: 'خوراکی', en: 'Food' } },
    ],
    products: [
      { ...products.tea, name: { fa: 'چای سیاه', en: 'Black tea' }, groupId: 'drinks' },
      { ...products.rice, name: { fa: 'برنج هاشمی', en: 'Hashemi rice' }, groupId: 'food' },
      { ...products.jam, name: { fa: 'مربای آلبالو', en: 'Cherry jam' }, groupId: 'food' },
    ],
    operators: [
      operator(cashier, { name: 'نسترن', latinName: 'Nastaran', role: 'cashier' }),
      operator(manager, { name: 'شهلا', latinName: 'Shahla', role: 'manager' }),
    ],
    programme: tinyProgramme(),
    demoCards: [{ cardUid: cards.sara, label: { fa: 'سارا', en: 'Sara' }, tone: 'silver' }],
  });
}

/** Sara: silver, birthday today, ten visits. Omid: bronze, one active and one lost card. Kian: no card, no phone. */
export function tinyMembers(): readonly MemberRecord[] {
  return [
    member(sara, {
      name: 'سارا محمدی',
      latinName: 'Sara Mohammadi',
      phone: saraPhone,
      tierId: 'silver',
      birthDate: '1991-11-21',
      cards: [card(cards.sara, '6262000000000001'), card(cards.saraSecond, '6262000000000002')],
      pointsBalance: 120,
      walletMinor: 50_000,
      visitCount: 10,
      spentMinor: 9_000_000,
      lastVisits: [
        { atMs: chainNoonMs - 3 * dayMs, storeId: 'south', paidMinor: 900_000, pointsEarned: 9 },
        { atMs: chainNoonMs - 9 * dayMs, storeId: 'north', paidMinor: 800_000, pointsEarned: 8 },
      ],
    }),
    member(omid, {
      name: 'امید كريمي',
      latinName: 'Omid Karimi',
      phone: '+989351112233',
      tierId: 'bronze',
      birthDate: null,
      cards: [card(cards.omid, '6262000000000003'), card(cards.omidLost, '6262000000000004', 'blocked')],
    }),
    member(kian, {
      name: 'Kian Rad',
      latinName: null,
      phone: null,
      tierId: 'bronze',
      birthDate: null,
      cards: [],
    }),
  ];
}

/** One point for every 100,000; 20 % of the basket as credit on the birthday; 10 % off above 5,000,000. */
export function tinyRuleSet(): RuleSet {
  return ruleSetSchema.parse({
    schemaVersion: 2,
    ruleSetId: 'tiny-rules',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 0 },
    offers: [
      {
        offerId: 'points',
        name: { fa: 'امتیاز', en: 'Points' },
        conditions: [],
        effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 100_000 }],
        stacking: { mode: 'stackable' },
      },
      {
        offerId: 'birthday',
        name: { fa: 'تولد', en: 'Birthday' },
        conditions: [{ kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 0, daysAfter: 0 }],
        effects: [{ kind: 'walletCreditPercent', basisPoints: 2_000 }],
      },
      {
        offerId: 'big',
        name: { fa: 'خرید بزرگ', en: 'Big basket' },
        conditions: [{ kind: 'amount', bound: 'above', amountMinor: 5_000_000 }],
        effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
      },
    ],
  });
}

/** The demo's, for a chain without gold. */
function tinyProgramme(): object {
  const { tiers, rewards, ...rest } = demoProgramme;
  const isHere = ({ tierId }: { readonly tierId: string }): boolean => tierId !== 'gold';
  return {
    ...rest,
    rewards: rewards?.map((reward) => ({
      ...reward,
      tierIds: reward.tierIds?.filter((tierId) => isHere({ tierId })) ?? null,
    })),
    tiers: tiers && { ...tiers, thresholds: tiers.thresholds.filter(isHere) },
  };
}

export type ChainData = {
  readonly chain: Chain;
  readonly ruleSet: RuleSet;
  readonly members: readonly MemberRecord[];
};

export function tinyChainData(): ChainData {
  return { chain: tinyChain(), ruleSet: tinyRuleSet(), members: tinyMembers() };
}

/**
 * What no till may give more of, whatever happens to it: `daily` once a member and day, `byCard` up to its budget, and
 * `welcome` to the first members who enrol.
 */
export const troubleLimits = {
  daily: 'daily',
  byCard: 'by-card',
  byCardMinorMax: 1_000,
  welcome: 'welcome',
  welcomePoints: 40,
  welcomeUsesMax: 2,
} as const;

/** The same chain with limits that a lost, doubled or forgotten sale would break. */
export function troubledChainData(): ChainData {
  const { ruleSet, ...data } = tinyChainData();
  const stacking = { mode: 'stackable' } as const;
  const limited: RuleSet['offers'] = ruleSetSchema.parse({
    ...ruleSet,
    offers: [
      {
        offerId: troubleLimits.daily,
        name: { fa: 'روزی یک بار', en: 'Once a day' },
        conditions: [],
        effects: [{ kind: 'bonusPoints', points: 5 }],
        limits: [{ scope: 'member', period: 'day', uses: 1 }],
        stacking,
      },
      {
        offerId: troubleLimits.byCard,
        name: { fa: 'با کارت', en: 'By card' },
        conditions: [{ kind: 'paymentMeans', anyOf: ['card'] }],
        effects: [{ kind: 'discountFixed', amountMinor: 777 }],
        limits: [{ scope: 'till', costMinor: troubleLimits.byCardMinorMax }],
        stacking,
      },
      {
        offerId: troubleLimits.welcome,
        name: { fa: 'خوش‌آمد', en: 'Welcome' },
        activity: { kind: 'enrolment' },
        conditions: [],
        effects: [{ kind: 'bonusPoints', points: troubleLimits.welcomePoints }],
        limits: [{ scope: 'till', uses: troubleLimits.welcomeUsesMax }],
        stacking,
      },
    ],
  }).offers;
  return { ...data, ruleSet: { ...ruleSet, offers: [...ruleSet.offers, ...limited] } };
}

/** Lays the data out as a till finds it; answers with the resources folder. */
export function writeChainFiles(resourcesDir: string, data: ChainData): string {
  const dir = path.join(resourcesDir, 'demo');
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'chain.json'), JSON.stringify(data.chain));
  writeFileSync(path.join(dir, 'rule-set.json'), JSON.stringify(data.ruleSet));
  writeFileSync(path.join(dir, 'members.ndjson'), data.members.map((one) => JSON.stringify(one)).join('\n'));
  return resourcesDir;
}

export function cardUid(text: string): CardUid {
  const parsed = parseCardUid(text);
  invariant(parsed !== undefined, 'a test names a UID');
  return parsed;
}

type MemberSketch = Pick<MemberRecord, 'name' | 'latinName' | 'phone' | 'tierId' | 'birthDate' | 'cards'> & {
  readonly pointsBalance?: number;
  readonly walletMinor?: number;
  readonly visitCount?: number;
  readonly spentMinor?: number;
  readonly lastVisits?: readonly {
    readonly atMs: number;
    readonly storeId: string;
    readonly paidMinor: number;
    readonly pointsEarned: number;
  }[];
};

function member(memberRef: string, sketch: MemberSketch): MemberRecord {
  const standing = { pointsBalance: 0, walletMinor: 0, visitCount: 0, spentMinor: 0, lastVisits: [] };
  return memberRecordSchema.parse({ memberRef, ...standing, ...sketch });
}

function card(
  uid: CardUid,
  cardNumber: string,
  state: 'active' | 'blocked' = 'active',
): MemberRecord['cards'][number] {
  return { cardUid: uid, cardNumber, state };
}

function operator(
  { operatorId, pin }: typeof cashier,
  facts: { readonly name: string; readonly latinName: string; readonly role: 'cashier' | 'manager' },
): object {
  return { operatorId, ...facts, initialPin: pin };
}
