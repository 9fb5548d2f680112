import { expect, test } from 'vitest';
import { compileRuleSet, startCompiling } from '#shared/scoring/compile-rule-set.ts';
import { factQuestions } from '#shared/scoring/facts/fact-questions.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { discount, offerOf } from './matching.ts';

const tea = () => ({ groupIds: ['tea'], exceptReduced: true });

test('equal selectors of a rule set are one object, wherever they stand, and the offers say what they said', () => {
  const offers = [
    {
      offerId: 'one',
      conditions: [
        { kind: 'contains', of: tea() },
        {
          kind: 'any',
          of: [{ kind: 'all', of: [{ kind: 'amount', of: tea(), bound: 'above', amountMinor: 1 }] }],
        },
        { kind: 'quantity', of: { groupIds: ['tea'] }, atLeast: 1 },
      ],
      effects: [
        { kind: 'fixedPrice', on: tea(), unitPriceMinor: 1 },
        { kind: 'stamps', stampCardId: 's', stamps: 1, perPieceOf: tea() },
      ],
    },
    { offerId: 'two', effects: [{ ...discount, on: tea() }] },
  ];
  const ruleSet = ruleSetOf({ offers });
  const { byId, lineTests } = compileRuleSet(ruleSet, 'hash');
  expect([...byId.values()].map(({ offer }) => offer)).toEqual(ruleSet.offers);
  expect(lineTests.size).toBe(2);
  const [shared] = [...lineTests.keys()];
  const one = byId.get('one')?.offer;
  const two = byId.get('two')?.offer;
  expect(one?.conditions[0]).toHaveProperty('of', shared);
  const used = [one?.conditions[0], one?.conditions[1], ...(one?.effects ?? []), ...(two?.effects ?? [])];
  expect(new Set(used.map(selectorIn))).toEqual(new Set([shared]));
  expect([...new Set(used.map(selectorIn))]).toHaveLength(1);
});

test('equal conditions of a rule set are one object and compiled once, within groups too', () => {
  const offers = [
    offerOf('one', { kind: 'contains', of: tea() }, { kind: 'earlierVisits', atLeast: 3 }),
    offerOf('two', { kind: 'none', of: [{ kind: 'earlierVisits', atLeast: 3 }] }),
    offerOf('three', { kind: 'earlierVisits', atLeast: 4 }),
  ];
  const { byId } = compileRuleSet(ruleSetOf({ offers }), 'hash');
  const [, visits] = byId.get('one')?.tests.conditions ?? [];
  const [group] = byId.get('two')?.tests.conditions ?? [];
  expect(visits).toMatchObject({ kind: 'leaf', condition: { kind: 'earlierVisits', atLeast: 3 } });
  expect(group?.kind === 'group' && group.of[0]).toBe(visits);
  expect(group?.condition).toHaveProperty('of.0', visits?.condition);
  expect(byId.get('three')?.tests.conditions[0]).not.toBe(visits);
});

/** The selector that stands in the element or in the groups around it. */
function selectorIn(element: unknown): unknown {
  if (typeof element !== 'object' || element === null) return undefined;
  for (const [field, value] of Object.entries(element)) {
    if (['on', 'perPieceOf', 'of'].includes(field))
      return Array.isArray(value) ? selectorIn(value[0]) : value;
  }
  return undefined;
}

test('compiling in slices works on no more offers at a time than it may', () => {
  const ruleSet = ruleSetOf({ offers: Array.from({ length: 50 }, (_, place) => offerOf(`o${place}`)) });
  const compiling = startCompiling(ruleSet, 'hash');
  let steps = 1;
  let compiled = compiling.step(10);
  for (; compiled === null; compiled = compiling.step(10)) steps += 1;
  expect(steps).toBe(6);
  expect(compiled.byId.size).toBe(50);
  expect(compiled.sales.size).toBe(50);
});

test('a rule set for one store leaves out what is for others or over, and can still explain it', () => {
  const offers = [
    offerOf('here', { kind: 'store', anyOf: ['store'] }),
    offerOf('elsewhere', { kind: 'all', of: [{ kind: 'store', anyOf: ['north'] }] }),
    offerOf('no group', { kind: 'storeGroup', anyOf: ['cold'] }),
    offerOf('over', { kind: 'dates', from: '2026-01-01', until: '2026-11-21' }),
    offerOf('last day', { kind: 'dates', from: '2026-01-01', until: '2026-11-22' }),
    offerOf('to come', { kind: 'dates', from: '2027-01-01', until: '2027-01-02' }),
    offerOf('some day', { kind: 'any', of: [{ kind: 'store', anyOf: ['north'] }] }),
  ];
  const ruleSet = ruleSetOf({ storeGroups: [{ storeGroupId: 'cold', storeIds: ['north'] }], offers });
  const { sales, byId } = compileRuleSet(ruleSet, 'hash', { storeId: 'store', fromDate: '2026-11-22' });
  expect(sales.size).toBe(4);
  expect(byId.size).toBe(7);
});

test('a rule set asks for what its offers name, each once, within groups too', () => {
  const window = { kind: 'effectiveDate', dateKind: 'wedding', daysBefore: 1, daysAfter: 1 };
  const purchases = { kind: 'purchases', measure: 'visits', atLeast: 1 };
  const experiment = (experimentId: string) => ({
    experimentId,
    salt: 's',
    arms: [{ armId: 'a', basisPoints: 1 }],
  });
  const ruleSet = ruleSetOf({
    experiments: [experiment('e'), experiment('f'), experiment('unasked')],
    offers: [
      {
        offerId: 'one',
        conditions: [
          { kind: 'none', of: [{ kind: 'all', of: [{ kind: 'segment', anyOf: ['parents'] }, window] }] },
          {
            kind: 'any',
            of: [
              { ...purchases, period: 'month' },
              { ...purchases, period: { days: 30 } },
            ],
          },
          { kind: 'arm', experimentId: 'e', anyOf: ['a'] },
        ],
        effects: [{ kind: 'stamps', stampCardId: 'coffee', stamps: 1 }],
        limits: [
          { scope: 'member', uses: 1 },
          { scope: 'member', costMinor: 5 },
          { scope: 'member', period: 'day', uses: 1 },
          { scope: 'basket', costMinor: 5 },
        ],
      },
      {
        offerId: 'two',
        conditions: [
          { kind: 'memberTag', anyOf: ['vip'] },
          { kind: 'consent', allOf: ['sms'] },
          { kind: 'rollout', experimentId: 'f', basisPoints: 1 },
          window,
          { ...purchases, period: 'month' },
        ],
        effects: [discount],
        limits: [
          { scope: 'till', uses: 1 },
          { scope: 'chain', period: 'week', costMinor: 1 },
        ],
      },
    ],
  });
  const asked = factQuestions(ruleSet);
  expect(compileRuleSet(ruleSet, 'hash').questions).toEqual(asked);
  expect(asked).toMatchObject({
    segments: new Set(['parents']),
    tags: new Set(['vip']),
    consents: new Set(['sms']),
    periods: ['month', { days: 30 }],
    dateWindows: [window],
    stampCardIds: new Set(['coffee']),
  });
  expect(asked.experiments.map(({ experimentId }) => experimentId)).toEqual(['e', 'f']);
  const keys = (limits: typeof asked.memberLimits) =>
    [...limits].map(([offerId, questions]) => [offerId, questions.map(({ key }) => key)]);
  expect(keys(asked.memberLimits)).toEqual([['one', ['one/member/lifetime', 'one/member/day']]]);
  expect(keys(asked.sharedLimits)).toEqual([['two', ['two/till/lifetime', 'two/chain/week']]]);
});
