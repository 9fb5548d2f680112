/** The committed demo chain: made by the generator, valid, and as large as promised. */

import { describe, expect, it } from 'vitest';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { daysToBirthday } from '#shared/domain/calendar.ts';
import { withEanCheckDigit, withLuhnCheckDigit } from '#tools/demo/check-digits.ts';
import { demoFiles } from '#tools/demo/demo-files.ts';
import { demoSeed } from '#tools/demo/demo-facts.ts';
import { roster, silverMember, unknownCardUid } from '#tools/demo/demo-roster.ts';
import { memberAt } from '#tools/demo/generate-member.ts';
import { projectText } from './project-files.ts';

const committed = (name: string): string => projectText(`resources/demo/${name}`);
const chain = chainSchema.parse(JSON.parse(committed('chain.json')));
const ruleSet = ruleSetSchema.parse(JSON.parse(committed('rule-set.json')));
const members = committed('members.ndjson')
  .trimEnd()
  .split('\n')
  .map((line) => memberRecordSchema.parse(JSON.parse(line)));
const cards = members.flatMap((member) => member.cards);

function repeated<Item>(items: readonly Item[]): readonly Item[] {
  return items.filter((item, index) => items.indexOf(item) !== index);
}

describe('the demo chain', () => {
  it.each(demoFiles().map(({ name, lines }) => ({ name, lines })))(
    '$name is byte for byte what the generator makes from the seed',
    ({ name, lines }) => {
      expect([...lines()].join('') === committed(name), `run: npm run -s vafa -- demo files`).toBe(true);
    },
  );

  it('has 2,000 members, 300 products in 12 groups, 3 tiers, 13 offers, rewards and 5 operators', () => {
    expect(members).toHaveLength(2_000);
    expect(chain.productGroups).toHaveLength(12);
    for (const { groupId } of chain.productGroups) {
      expect(chain.products.filter((product) => product.groupId === groupId)).toHaveLength(25);
    }
    expect(chain.tiers.map((tier) => tier.tierId)).toEqual(['bronze', 'silver', 'gold']);
    expect(ruleSet.offers).toHaveLength(13);
    expect(chain.programme?.rewards.length).toBeGreaterThan(0);
    expect(chain.operators.map((operator) => operator.role).toSorted()).toEqual([
      'cashier',
      'cashier',
      'cashier',
      'manager',
      'manager',
    ]);
  });

  it('gives cashiers 6-digit and managers 8-digit initial PINs that are no sequence and no repetition', () => {
    for (const { role, initialPin } of chain.operators) {
      expect(initialPin).toHaveLength(role === 'cashier' ? 6 : 8);
      expect('01234567890 09876543210').not.toContain(initialPin.slice(0, 4));
      expect(new Set(initialPin).size).toBeGreaterThan(4);
    }
  });

  it('prints barcodes with the prefix of Iran and a right check digit, and prices in whole thousands of Toman', () => {
    for (const { barcode, priceMinor } of chain.products) {
      expect(barcode.startsWith('626')).toBe(true);
      expect(withEanCheckDigit(barcode.slice(0, 12))).toBe(barcode);
      expect(priceMinor % 10_000).toBe(0);
      expect(priceMinor).toBeGreaterThan(0);
    }
  });

  it('gives no two members the same reference, phone, card or card number, and no two products the same barcode', () => {
    expect(repeated(members.map((member) => member.memberRef))).toEqual([]);
    expect(repeated(members.flatMap((member) => member.phone ?? []))).toEqual([]);
    expect(repeated(cards.map((card) => card.cardUid))).toEqual([]);
    expect(repeated(cards.map((card) => card.cardNumber))).toEqual([]);
    expect(repeated(chain.products.map((product) => product.barcode))).toEqual([]);
    for (const { cardNumber } of cards) expect(withLuhnCheckDigit(cardNumber.slice(0, 15))).toBe(cardNumber);
  });

  it('refers only to tiers, groups and stores that it has', () => {
    const tierIds = chain.tiers.map((tier) => tier.tierId);
    const storeIds = chain.stores.map((store) => store.storeId);
    const groupIds = chain.productGroups.map((group) => group.groupId);
    expect(storeIds).toContain(chain.ownStoreId);
    expect(members.filter((member) => !tierIds.includes(member.tierId))).toEqual([]);
    expect(
      members.flatMap((member) => member.lastVisits).filter((visit) => !storeIds.includes(visit.storeId)),
    ).toEqual([]);
    const conditions = ruleSet.offers.flatMap((offer) => offer.conditions);
    expect(
      conditions
        .flatMap((one) => (one.kind === 'tier' ? one.anyOf : []))
        .filter((id) => !tierIds.includes(id)),
    ).toEqual([]);
    const named = conditions.flatMap((one) => (one.kind === 'contains' ? (one.of.groupIds ?? []) : []));
    expect(named.filter((id) => !groupIds.includes(id))).toEqual([]);
  });

  it('lays every card of the roster and one card of nobody into the tray', () => {
    const tray = chain.demoCards.map((card) => card.cardUid).toSorted();
    expect(tray).toEqual([...roster.map((member) => member.cardUid), unknownCardUid].toSorted());
    expect(cards.map((card) => String(card.cardUid))).not.toContain(unknownCardUid);
  });

  it('gives some members traits and some products a brand and tags, and the member of the worked example no offer more', () => {
    expect(members.filter(({ traits }) => traits !== undefined).length).toBeGreaterThan(500);
    expect(
      members.some(({ traits }) => traits?.effectiveDates.some(({ dateKind }) => dateKind === 'wedding')),
    ).toBe(true);
    expect(chain.products.filter(({ brandId }) => brandId === 'sarv')).not.toEqual([]);
    expect(chain.products.filter(({ tags = [] }) => tags.includes('coffee'))).not.toEqual([]);
    expect(chain.products.every((product) => product.taxBasisPoints === undefined)).toBe(true);
  });

  it('keeps visits newest first and before the snapshot, and sums that contain them', () => {
    for (const { lastVisits, spentMinor, visitCount } of members) {
      const instants = lastVisits.map((visit) => visit.atMs);
      expect(instants).toEqual(instants.toSorted((left, right) => right - left));
      expect(instants.every((atMs) => atMs < chain.snapshotAtMs)).toBe(true);
      expect(lastVisits).toHaveLength(Math.min(visitCount, 5));
      expect(lastVisits.reduce((sum, visit) => sum + visit.paidMinor, 0)).toBeLessThanOrEqual(spentMinor);
    }
  });

  it('tells of one member of the tray the day of every purchase within a year, and points that end within 20 days', () => {
    const dated = members.filter(({ purchaseDays }) => purchaseDays !== undefined);
    expect(dated.map(({ latinName }) => latinName)).toEqual(['Saeed Nouri']);
    for (const { purchaseDays = [], lots = [], visitCount, spentMinor, pointsBalance, lastVisits } of dated) {
      const dates = purchaseDays.map(({ date }) => date);
      expect(dates).toEqual([...new Set(dates)].toSorted());
      expect(purchaseDays.reduce((sum, { visits }) => sum + visits, 0)).toBe(visitCount);
      expect(purchaseDays.reduce((sum, day) => sum + day.spentMinor, 0)).toBe(spentMinor);
      expect(purchaseDays.at(-1)?.spentMinor).toBe(lastVisits[0]?.paidMinor);
      expect(dates[0] ?? '').toMatch(/^2026-/);
      expect(lots.map(({ expiresOn }) => expiresOn)).toEqual(['2026-12-03', '2027-01-29']);
      expect(lots.every(({ amount }) => amount > 30 && amount * 2 < pointsBalance)).toBe(true);
    }
  });

  it('makes any member alone and at any number, valid and the same each time', () => {
    for (const index of [0, 1, 1_999, 999_999]) {
      const member = memberAt({ seed: demoSeed }, index);
      expect(memberRecordSchema.safeParse(member).success).toBe(true);
      expect(memberAt({ seed: demoSeed }, index)).toEqual(member);
    }
    expect(memberAt({ seed: demoSeed }, 1_999).memberRef).toBe(members.at(-1)?.memberRef);
  });

  it.each(['2026-11-21', '2027-03-20', '2028-02-29', '2025-03-20'])(
    'gives the silver member of the tray a birthday on %s when asked to, and changes nothing else',
    (day) => {
      const asked = memberAt({ seed: demoSeed, birthdayOn: day }, 0);
      expect(asked.name).toBe(silverMember.name);
      expect(daysToBirthday(asked.birthDate ?? '', day, 'persian')).toBe(0);
      expect({ ...asked, birthDate: silverMember.birthDate }).toEqual(memberAt({ seed: demoSeed }, 0));
    },
  );
});
