import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { changedNumbers } from '#test/support/changed-file.ts';
import { everyElement } from '#test/support/every-element.ts';
import { historyOf, inputOf } from '#test/support/scoring.ts';

/** Every offer for everybody, at any time and without limits: what they give is what is looked at. */
const forEverybody = {
  ...everyElement,
  settings: { grantStepMinor: 1 },
  offers: everyElement.offers.map(({ offerId, name, effects, activity }) => ({
    offerId,
    name,
    effects: effects.map(withoutCaps),
    conditions: [],
    stacking: { mode: 'stackable' },
    ...(activity && { activity }),
  })),
};

function withoutCaps(effect: object): object {
  const isCap = (field: string): boolean => field === 'capMinor' || field === 'timesMax';
  return Object.fromEntries(Object.entries(effect).filter(([field]) => !isCap(field)));
}

const history = historyOf({ birthDate: '1990-11-22', stampsCollected: { coffee: 4 } });
const sales = [
  [[basketGrossMinorMax / 100_000, 'nuts', 1]],
  [...Array(100)].map((_, index) => [10_000_000_000, index % 2 === 0 ? 'nuts' : null, 999]),
].map((lines) => lines.map(([price, groupId, quantity]) => ({ unitPriceMinor: price, groupId, quantity })));

function expectScored(ruleSet: RuleSet): void {
  const compiled = compileRuleSet(ruleSet, 'hash');
  for (const lines of sales) {
    const input = inputOf({
      lines: lines.map((line) => ({ ...line, unitPriceMinor: Number(line.unitPriceMinor) })),
    });
    const member = deriveMemberFacts(history, compiled.questions, {
      localDate: input.moment.localDate,
      calendar: ruleSet.calendar,
      hijriMonthStarts: compiled.hijriMonthStarts,
      stampCards: compiled.pricing.stampCards,
      sha256,
      utf8,
    });
    const { worthMinor, payableMinor } = scoreSale(compiled, { ...input, member });
    expect([Number.isSafeInteger(worthMinor), payableMinor >= 0]).toEqual([true, true]);
  }
}

test('with any rule set that is read the largest sale can be scored', () => {
  let readCount = 0;
  fc.assert(
    fc.property(changedNumbers(forEverybody), (file) => {
      const read = ruleSetFileSchema.safeParse(file);
      if (!read.success) return;
      readCount += 1;
      expectScored(read.data);
    }),
    { numRuns: 300 },
  );
  expect(readCount).toBeGreaterThan(20);
});

test('with two offers of the largest numbers of every kind the largest sale can be scored', () => {
  const name = { fa: 'همه', en: 'All' };
  const effects = [
    { kind: 'pointsPerAmount', points: 1_000_000, perMinor: 1, rounding: 'ceil' },
    { kind: 'pointsMultiplier', factorBasisPoints: 100_000 },
    { kind: 'bonusPoints', points: 1_000_000 },
    { kind: 'walletCreditPercent', basisPoints: 10_000 },
    { kind: 'walletCreditFixed', amountMinor: basketGrossMinorMax },
    { kind: 'discountFixed', amountMinor: basketGrossMinorMax },
    { kind: 'steps', by: 'quantity', gives: 'points', steps: [{ from: 1, value: 1_000_000 }] },
    { kind: 'gift', giftId: 'g', name, worthMinor: 1_000_000_000_000 },
    { kind: 'raffleTickets', raffleId: 'r', name, tickets: 1, perMinor: 1_000_000, worthMinor: 1_000 },
    { kind: 'tierProgress', progress: 1_000_000 },
  ];
  const offers = [...Array(2)].map((_, index) => ({
    offerId: `offer-${index}`,
    name,
    effects,
    conditions: [],
    stacking: { mode: 'stackable' },
  }));
  const file = { ...everyElement, offers, settings: {} };
  const valuation = { walletCreditBasisPoints: 100_000, pointMinor: 1_000_000 };
  expectScored(ruleSetFileSchema.parse({ ...file, valuation }));
});
