import { describe, expect, it } from 'vitest';
import { conditionText } from '#renderer/cashier/offers/condition-text.ts';
import { effectText } from '#renderer/cashier/offers/effect-text.ts';
import { failingWords } from '#renderer/cashier/offers/failing-text.ts';
import { itemText } from '#renderer/cashier/offers/gain-items.ts';
import { nearMissText } from '#renderer/cashier/offers/near-miss-text.ts';
import type { OfferWords } from '#renderer/cashier/offers/offer-words.ts';
import { reasonText } from '#renderer/cashier/offers/reason-text.ts';
import { cutText, verdictText } from '#renderer/cashier/offers/verdict-text.ts';
import { languages } from '#shared/domain/local-text.ts';
import { minor } from '#shared/domain/money.ts';
import {
  answerWith,
  everyCondition,
  everyCut,
  everyEffect,
  everyItem,
  everyMissing,
  everyReason,
  everyRule,
  everyScope,
  everyVerdict,
} from './every-kind.ts';
import said from './every-kind-said.json' with { type: 'json' };
import { plain, wordsIn } from './words-in.ts';

type Said = readonly (readonly [what: string, text: string])[];

const best = answerWith({});
const nearMiss = { offerId: 'near', name: best.name, effects: [], gainMinor: minor(600_007) };

function sayEach<Kind>(
  kinds: Readonly<Record<string, Kind>>,
  name: string,
  say: (kind: Kind) => string,
): Said {
  return Object.entries(kinds).map(([kind, value]) => [`${name} ${kind}`, plain(say(value))]);
}

/** Everything that the screen says of an answer, one line for each kind. */
function everythingSaid(words: OfferWords): Said {
  const cuts = Object.keys(everyCut) as readonly (keyof typeof everyCut)[]; // the record's own keys
  const rules = Object.keys(everyRule) as readonly (keyof typeof everyRule)[]; // the record's own keys
  const scopes = Object.keys(everyScope) as readonly (keyof typeof everyScope)[]; // the record's own keys
  const verdict = (given: (typeof everyVerdict)[keyof typeof everyVerdict]): string =>
    verdictText({ verdict: given }, [best], words);
  return [
    ...sayEach(everyEffect, 'effect', (effect) => effectText(effect, words)),
    ...sayEach(everyReason, 'reason', (reason) => reasonText(reason, words)),
    ...sayEach(everyCondition, 'condition', (condition) => conditionText(condition, words)),
    ...sayEach(everyVerdict, 'verdict', verdict),
    ...rules.map((rule) => [`rule ${rule}`, plain(verdict({ ...everyVerdict.excluded, rule }))] as const),
    ...scopes.map((scope) => [`scope ${scope}`, plain(verdict({ kind: 'usedUp', scope }))] as const),
    ...cuts.map((by) => [`cut ${by}`, plain(cutText({ by, lostMinor: minor(300_000) }, words))] as const),
    ...sayEach(everyItem, 'item', (item) => itemText(item, { effects: [everyEffect.gift] }, words)),
    ...sayEach(everyMissing, 'missing', (missing) => nearMissText({ ...nearMiss, missing }, words)),
  ];
}

describe.each(languages)('everything that an answer can say, in %s,', (language) => {
  const everything = everythingSaid(wordsIn(language));

  it('has words, and every place in them is filled', () => {
    const broken = everything.filter(
      ([, text]) => text.trim() === '' || /\{\{|undefined|null|NaN|object/.test(text),
    );
    expect(broken).toEqual([]);
  });

  it('is said in the catalogue and not by its key', () => {
    expect(everything.filter(([, text]) => /^[a-z]+\.[a-zA-Z]+/.test(text))).toEqual([]);
  });

  it('ends without a mark that waits for something more', () => {
    expect(everything.filter(([, text]) => /[,،:·(]\s*$/.test(text))).toEqual([]);
  });
});

it('is said in English as it was agreed, with its own numbers', () => {
  expect(Object.fromEntries(everythingSaid(wordsIn('en')))).toEqual(said.en);
});

it('is said in Persian as it was agreed, with its own numbers in Persian digits', () => {
  const persian = everythingSaid(wordsIn('fa'));
  expect(persian.filter(([, text]) => /[0-9]/.test(text))).toEqual([]);
  expect(Object.fromEntries(persian)).toEqual(said.fa);
});

describe('a condition that does not hold', () => {
  it('shows what there is, what it takes and what is short, in its own unit', () => {
    const words = wordsIn('en');
    const texts = [
      { condition: everyCondition.amount, have: 3_000_000, need: 5_000_000 },
      { condition: everyCondition.quantity, have: 4, need: 6 },
      { condition: everyCondition.earlierVisits, have: 7, need: 10 },
      { condition: everyCondition.purchases, have: 32_000_000, need: 50_000_000 },
      { condition: everyCondition.daysSinceLastVisit, have: 12, need: 60 },
    ].map((failing) => {
      const { have, need, short } = failingWords({ ...failing, isExcluding: false }, words);
      return [have, need, short].map((text) => plain(text ?? '')).join(' | ');
    });
    expect(texts).toEqual([
      '300,000 Toman | 500,000 Toman | 200,000 Toman short',
      '4 items | 6 items | 2 items short',
      '8 | 11 | 3 short',
      '3,200,000 Toman | 5,000,000 Toman | 1,800,000 Toman short',
      '12 days | 60 days | 48 days short',
    ]);
  });

  it('says which purchase this one is where it had to be the first', () => {
    const failing = { condition: everyCondition.firstPurchase, have: 10, need: 0, isExcluding: false };
    expect(failingWords(failing, wordsIn('en'))).toMatchObject({
      have: 'Purchase no. 11',
      need: null,
      short: null,
    });
  });

  it('is short of nothing when there is too much, or when it must not hold', () => {
    const words = wordsIn('en');
    const condition = { ...everyCondition.daysSinceLastVisit, atMost: 120 };
    expect(failingWords({ condition, have: 200, need: 120, isExcluding: false }, words)).toMatchObject({
      have: '200 days',
      need: '120 days',
      short: null,
    });
    expect(
      failingWords({ condition: everyCondition.contains, have: 900_000, need: 1, isExcluding: true }, words),
    ).toMatchObject({ isExcluding: true, need: null, short: null });
  });

  it('names this store where this store is what stands against it', () => {
    const failing = { condition: everyCondition.store, have: null, need: null };
    expect(failingWords({ ...failing, isExcluding: true }, wordsIn('en')).phrase).toBe('This store');
    expect(failingWords({ ...failing, isExcluding: false }, wordsIn('en')).phrase).toBe(
      'A store that has this offer',
    );
  });
});
