import { expect, test } from 'vitest';
import { allGivenTexts, givenTexts } from '#renderer/cashier/offers/gain-items.ts';
import { scoredWelcome } from '#test/support/scored-welcome.ts';
import { plain, wordsIn } from './words-in.ts';

const { score } = scoredWelcome();

test('what a new member was given is told once and summed, whatever number of offers gave it', () => {
  const words = wordsIn('en');
  const given = allGivenTexts(score, words).map(plain);
  expect(given).toEqual([
    '2,000 Toman to wallet',
    '109 points',
    'Mug',
    'Coupon: Coupon',
    '2 stamps',
    '3 raffle tickets',
    '500 Toman after 7 days',
    '30 points after 14 days',
  ]);
  expect(plain(words.t('member.welcome', { given: words.format.list.and(['109 points', 'Mug']) }))).toBe(
    'Welcome: 109 points and Mug',
  );
});

test('what was given is told in Persian with Persian digits', () => {
  const words = wordsIn('fa');
  const [credit, points] = allGivenTexts(score, words).map(plain);
  expect(`${credit} ${points}`).toMatch(/۱۰۹/);
  expect(`${credit} ${points}`).not.toMatch(/[0-9]/);
});

test('an offer that was beaten gave nothing, and alone would tell what it had given', () => {
  const beaten = score.offers.find(({ offerId }) => offerId === 'b-smaller');
  expect(beaten?.verdict.kind).toBe('beaten');
  const words = wordsIn('en');
  expect(beaten && givenTexts(beaten, words).map(plain)).toEqual(['4 points']);
});
