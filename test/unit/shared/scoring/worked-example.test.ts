import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { basketFileSchema, memberFileSchema } from '#shared/contracts/score-files-schema.ts';
import { scoreResultSchema } from '#shared/contracts/score-result-schema.ts';
import { memberFacts } from '#shared/scoring/member-facts.ts';
import type { ScoreResult } from '#shared/scoring/score-result.ts';
import { inputOf, scoreOf, verdictsOf } from '#test/support/scoring.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/scoring/${name}`, import.meta.url), 'utf8'));

function scoredWith(ruleSetName: string): ScoreResult {
  const member = memberFileSchema.parse(fixture('worked-example.member.json'));
  const facts = memberFacts(member, { localDate: '2026-11-21', calendar: 'persian' });
  const { lines } = basketFileSchema.parse(fixture('worked-example.basket.json'));
  return scoreOf(ruleSetSchema.parse(fixture(ruleSetName)), inputOf(lines, facts));
}

const worthsOf = (result: ScoreResult) =>
  result.offers.map(({ offerId, worthMinor }) => [offerId, worthMinor]);

describe('the five offers on one visit of 600,000 Toman', () => {
  test('the birthday wins with 120,000 Toman when credit counts in full', () => {
    const result = scoredWith('five-offers.rule-set.json');
    expect(worthsOf(result)).toEqual([
      ['birthday', 1_200_000],
      ['silver', 900_000],
      ['over-500-thousand', 600_000],
      ['eleventh-visit', 300_000],
      ['nuts-week', 210_000],
    ]);
    expect(verdictsOf(result)).toEqual({
      birthday: 'applied',
      silver: 'beaten by birthday by 300000',
      'over-500-thousand': 'beaten by birthday by 600000',
      'eleventh-visit': 'beaten by birthday by 900000',
      'nuts-week': 'beaten by birthday by 990000',
    });
    expect(result).toMatchObject({
      grossMinor: 6_000_000,
      discountMinor: 0,
      payableMinor: 6_000_000,
      walletCreditMinor: 1_200_000,
      pointsEarned: 0,
    });
  });

  test('ten percent off wins with 60,000 Toman when credit counts at 40 percent', () => {
    const result = scoredWith('five-offers-credit-at-40-percent.rule-set.json');
    expect(worthsOf(result)).toEqual([
      ['over-500-thousand', 600_000],
      ['birthday', 480_000],
      ['silver', 360_000],
      ['nuts-week', 210_000],
      ['eleventh-visit', 120_000],
    ]);
    expect(verdictsOf(result)).toEqual({
      'over-500-thousand': 'applied',
      birthday: 'beaten by over-500-thousand by 120000',
      silver: 'beaten by over-500-thousand by 240000',
      'nuts-week': 'beaten by over-500-thousand by 390000',
      'eleventh-visit': 'beaten by over-500-thousand by 480000',
    });
    expect(result).toMatchObject({ discountMinor: 600_000, payableMinor: 5_400_000, walletCreditMinor: 0 });
    expect(result.lines.map((line) => line.discountMinor)).toEqual([300_000, 240_000, 60_000]);
  });

  test('each of the five says why it matched, with its numbers', () => {
    const { offers } = scoredWith('five-offers.rule-set.json');
    expect(Object.fromEntries(offers.map(({ offerId, reasons }) => [offerId, reasons]))).toEqual({
      birthday: [{ kind: 'birthday', daysAway: 0 }],
      silver: [{ kind: 'tier', tierId: 'silver' }],
      'over-500-thousand': [{ kind: 'basketAmount', amountMinor: 6_000_000, boundMinor: 5_000_000 }],
      'eleventh-visit': [{ kind: 'visit', visitNumber: 11 }],
      'nuts-week': [{ kind: 'productGroup', groupId: 'nuts', amountMinor: 3_000_000 }],
    });
  });

  test('the answer passes unchanged through the contract to the screen', () => {
    const result = scoredWith('five-offers.rule-set.json');
    expect(scoreResultSchema.parse(structuredClone(result))).toEqual(result);
  });

  test('the documented examples are the same files', () => {
    const example = (name: string): unknown =>
      JSON.parse(readFileSync(new URL(`../../../../resources/examples/${name}`, import.meta.url), 'utf8'));
    expect(example('rule-set.json')).toEqual(fixture('five-offers.rule-set.json'));
    expect(example('rule-set-credit-at-40-percent.json')).toEqual(
      fixture('five-offers-credit-at-40-percent.rule-set.json'),
    );
    expect(example('basket.json')).toEqual(fixture('worked-example.basket.json'));
    expect(example('member.json')).toEqual(fixture('worked-example.member.json'));
  });
});
