/** The demo's rule set gives the worked example its figures, and each of its offers can be met. */

import { expect, it } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { noTraits } from '#shared/domain/member-traits.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { inputOf, memberOf } from '#test/support/scoring.ts';
import type { LineSketch } from '#test/support/scoring.ts';
import { demoSeed } from '#tools/demo/demo-facts.ts';
import { memberAt } from '#tools/demo/generate-member.ts';
import { projectText } from './project-files.ts';

const compiled = compileRuleSet(
  ruleSetSchema.parse(JSON.parse(projectText('resources/demo/rule-set.json'))),
  'hash of the test',
);

function scored(lines: readonly LineSketch[], member: MemberFacts, localDate: string): ScoreResult {
  return scoreSale(compiled, inputOf({ lines, member, now: `${localDate} 18:30` }));
}

/** As a till derives them from the snapshot alone. */
function silverMemberOfTheTray(localDate: string): MemberFacts {
  const record = memberRecordSchema.parse(memberAt({ seed: demoSeed, birthdayOn: localDate }, 0));
  const { memberRef, tierId, birthDate, visitCount, spentMinor, traits = noTraits } = record;
  const history = { memberRef, tierId, birthDate, traits, visitCount, spentMinor, lastVisitOn: '2026-11-01' };
  const { calendar, hijriMonthStarts, pricing } = compiled;
  const on = { sha256, utf8, localDate, calendar, hijriMonthStarts, stampCards: pricing.stampCards };
  return deriveMemberFacts(
    { ...history, purchaseDays: [], offerUses: [], stampsCollected: {} },
    compiled.questions,
    on,
  );
}

it('the silver member of the tray gets 120,000 Toman on the birthday, and the other four offers say why not', () => {
  const localDate = '2026-11-21';
  const { offers, ...result } = scored(
    [
      [3_000_000, 'home'],
      [3_000_000, 'bakery'],
    ],
    silverMemberOfTheTray(localDate),
    localDate,
  );
  const single = offers.filter((offer) => offer.stackingMode === 'single');
  expect(single.map(({ offerId, worthMinor, verdict }) => [offerId, worthMinor, verdict.kind])).toEqual([
    ['birthday', 1_200_000, 'applied'],
    ['silver-credit', 900_000, 'beaten'],
    ['over-500-thousand', 600_000, 'beaten'],
    ['eleventh-visit', 300_000, 'beaten'],
    ['home-week', 210_000, 'beaten'],
  ]);
  expect(result).toMatchObject({ payableMinor: 6_000_000, walletCreditMinor: 1_200_000, pointsEarned: 60 });
});

const nobody = memberOf({ tierId: 'bronze', earlierVisits: 0, daysSinceLastVisit: null });
const gold = memberOf({
  tierId: 'gold',
  earlierVisits: 5,
  openWindows: ['birthday/3/3/own/lastOfMonth'],
});
const occasions: readonly (readonly [string, readonly LineSketch[], MemberFacts, string])[] = [
  ['base-points', [[100_000]], nobody, '2026-11-21'],
  ['cafe-points', [[950_000, 'cafe']], nobody, '2026-11-21'],
  ['gold-credit', [[100_000]], gold, '2026-11-21'],
  ['gold-birthday-week', [[100_000]], gold, '2026-11-21'],
  ['large-basket', [[20_000_000, 'menswear']], nobody, '2026-11-21'],
  ['yalda-nuts', [[2_900_000, 'nuts']], nobody, '2026-12-20'],
  ['nowruz-kids', [[10_000_000, 'kidswear']], nobody, '2027-03-10'],
];

it.each(occasions)('the offer %s is applied on its occasion', (offerId, lines, member, localDate) => {
  const applied = scored(lines, member, localDate).offers.filter(({ verdict }) => verdict.kind === 'applied');
  expect(applied.map((offer) => offer.offerId)).toContain(offerId);
});

it('whoever enrols gets 100 points, and for nothing else', () => {
  const activity = { kind: 'enrolment', subjectId: null, value: 0 } as const;
  const welcomed = scoreSale(compiled, inputOf({ activity, member: nobody }));
  expect(welcomed).toMatchObject({ pointsEarned: 100, offers: [{ offerId: 'welcome' }] });
  const sold = scored([[100_000]], nobody, '2026-11-21');
  expect(sold.offers.map(({ offerId }) => offerId)).not.toContain('welcome');
});

it('ten percent off needs more than 500,000 Toman', () => {
  const ids = (amountMinor: number): readonly string[] =>
    scored([[amountMinor]], nobody, '2026-11-21').offers.map((offer) => offer.offerId);
  expect(ids(5_000_000)).not.toContain('over-500-thousand');
  expect(ids(5_000_001)).toContain('over-500-thousand');
});
