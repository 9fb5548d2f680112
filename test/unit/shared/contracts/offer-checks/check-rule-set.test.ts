import { describe, expect, test } from 'vitest';
import { isPublishable } from '#shared/contracts/offer-checks/check-rule-set.ts';
import { pathText, ruleSetProblemCodes } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import type { RuleSetProblem } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import { offerFile, problemsOfFile, ruleSetFile, stampCardFile } from '#test/support/rule-set-file.ts';
import type { Fields } from '#test/support/rule-set-file.ts';
import { plantedForm } from './planted-form.ts';
import { plantedOffers } from './planted-offers.ts';

const chain = {
  tierIds: new Set(['bronze', 'silver', 'gold']),
  storeIds: new Set(['tehran', 'rasht', 'shiraz']),
  groupIds: new Set(['nuts', 'home']),
  productIds: new Set(['tea', 'coffee']),
  brandIds: new Set(['b']),
  tags: new Set(['clearance']),
};
const arm = (armId: string): Fields => ({ armId, basisPoints: 5_000 });
const around = {
  settings: { discountCapMinor: 1_000_000 },
  storeGroups: [{ storeGroupId: 'north', storeIds: ['tehran', 'rasht'] }],
  experiments: [{ experimentId: 'trial', salt: 's', arms: [arm('a'), arm('b')] }],
  stampCards: [stampCardFile()],
};
/** Names everything that stands around it, and shares the exclusive group. */
const beside = offerFile({
  conditions: [
    { kind: 'storeGroup', anyOf: ['north'] },
    { kind: 'arm', experimentId: 'trial', anyOf: ['a'] },
  ],
  effects: [{ kind: 'stamps', stampCardId: 'coffee', stamps: 1 }],
  stacking: { mode: 'single', exclusiveGroup: 'weekend' },
});
const another = offerFile({ stacking: { mode: 'single', exclusiveGroup: 'weekend' } });

function told(problems: readonly RuleSetProblem[]): readonly string[] {
  return problems.map(({ code, path }) => `${code} ${pathText(path)}`);
}

const file = (offer: Fields): Fields => ruleSetFile([offerFile(offer), beside, another], around);

describe('a rule set', () => {
  test('that is sound has no problem', () => {
    expect(problemsOfFile(file({}), chain)).toEqual([]);
  });

  test.each([...plantedForm, ...plantedOffers])(
    'with %s is found out, at its place and once',
    (_what, offer, code, place) => {
      expect(told(problemsOfFile(file(offer), chain))).toEqual([`${code} offers[0]${place}`]);
    },
  );

  test('is planted with every problem that there is', () => {
    const elsewhere = ['duplicateId', 'armsTooLarge', 'monthStartsDisagree', 'notUsed', 'branchNeverHolds'];
    const planted = [...plantedForm, ...plantedOffers].map(([, , code]) => code);
    expect(ruleSetProblemCodes.filter((code) => ![...planted, ...elsewhere].includes(code))).toEqual([]);
  });
});

describe('what stands around the offers', () => {
  const problems = (fields: Fields, offer: Fields = {}): readonly string[] =>
    told(problemsOfFile(ruleSetFile([offerFile(offer)], fields), chain));

  test('is refused where an id stands twice', () => {
    const twice = { ...file({}), offers: [offerFile(), offerFile()] };
    expect(told(problemsOfFile({ ...twice, storeGroups: [], experiments: [], stampCards: [] }))).toEqual([
      'duplicateId offers[1].offerId',
    ]);
    const used = { effects: [{ kind: 'stamps', stampCardId: 'coffee', stamps: 1 }] };
    expect(problems({ stampCards: [stampCardFile(), stampCardFile()] }, used)).toEqual([
      'duplicateId stampCards[1].stampCardId',
    ]);
  });

  test('is refused where the arms hold more than everybody', () => {
    const arms = [arm('a'), arm('b'), arm('b')];
    const used = { conditions: [{ kind: 'rollout', experimentId: 'e', basisPoints: 1 }] };
    expect(problems({ experiments: [{ experimentId: 'e', salt: 's', arms }] }, used)).toEqual([
      'armsTooLarge experiments[0].arms',
      'duplicateId experiments[0].arms[2].armId',
    ]);
  });

  test('is refused where a lunar month begins before the one before it', () => {
    const hijriMonthStarts = [
      { year: 1448, month: 10, startsOn: '2027-03-09' },
      { year: 1448, month: 9, startsOn: '2027-03-10' },
    ];
    expect(problems({ hijriMonthStarts })).toEqual(['monthStartsDisagree hijriMonthStarts[0].startsOn']);
  });

  test('is refused where it names a store that is none', () => {
    const used = { conditions: [{ kind: 'storeGroup', anyOf: ['g'] }] };
    expect(problems({ storeGroups: [{ storeGroupId: 'g', storeIds: ['tehran', 'tehrun'] }] }, used)).toEqual([
      'misspeltName storeGroups[0].storeIds[1]',
    ]);
  });

  test('needs stamps to divide by', () => {
    expect(problems({ stampCards: [stampCardFile({ stampsNeeded: 0 })] })).toEqual([
      'dividesByZero stampCards[0].stampsNeeded',
    ]);
  });

  test('is warned of where no offer needs it', () => {
    const unused = problemsOfFile(ruleSetFile([offerFile()], around), chain);
    expect(told(unused)).toEqual([
      'notUsed experiments[0]',
      'notUsed stampCards[0]',
      'notUsed storeGroups[0]',
    ]);
    expect(isPublishable(unused)).toBe(true);
  });
});

describe('a choice between conditions', () => {
  const any = {
    kind: 'any',
    of: [{ kind: 'firstPurchase' }, { kind: 'earlierVisits', atLeast: 10, atMost: 10 }],
  };
  const with_ = (...more: readonly Fields[]) =>
    problemsOfFile(ruleSetFile([offerFile({ conditions: [any, ...more] })]));

  test('is sound while a way is open', () => {
    expect(with_()).toEqual([]);
  });

  test('is warned of where one way is closed', () => {
    const problems = with_({ kind: 'earlierVisits', atLeast: 5 });
    expect(told(problems)).toEqual(['branchNeverHolds offers[0].conditions[0].of[0]']);
    expect(isPublishable(problems)).toBe(true);
  });

  test('is refused where every way is closed', () => {
    const problems = with_({ kind: 'earlierVisits', atLeast: 20 });
    expect(told(problems)).toEqual(['neverHolds offers[0].conditions[0]']);
    expect(isPublishable(problems)).toBe(false);
  });
});

describe('the nearest name', () => {
  test('is suggested, and the first in order among equally near ones', () => {
    const offer = offerFile({ conditions: [{ kind: 'tier', anyOf: ['gald'] }] });
    const tierIds = new Set(['gild', 'gold', 'bronze']);
    const [problem] = problemsOfFile(ruleSetFile([offer]), { tierIds });
    expect(problem?.values).toEqual({ kind: 'tier', name: 'gald', nearest: 'gild' });
  });

  test('is suggested for a word of the language too', () => {
    const offer = offerFile({ conditions: [{ kind: 'firstPurchas' }] });
    expect(problemsOfFile(ruleSetFile([offer]))[0]?.values).toEqual({ allowed: 'firstPurchase' });
  });
});

test('a value that is no rule set at all is one problem', () => {
  for (const json of [null, [], 'text', 5, {}, { schemaVersion: 3 }]) {
    expect(problemsOfFile(json)).toHaveLength(1);
  }
});
