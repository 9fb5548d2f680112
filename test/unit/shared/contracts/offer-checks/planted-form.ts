/** Faults of form, each planted into a sound offer: what, how, the code, and the place below the offer. */

import type { Fields } from '#test/support/rule-set-file.ts';

export type Planted = readonly [what: string, offer: Fields, code: string, place: string];

const condition = (fields: Fields): Fields => ({ conditions: [fields] });
const effect = (fields: Fields): Fields => ({ effects: [fields] });
const name = { fa: 'قرعه', en: 'Raffle' };

export const plantedForm: readonly Planted[] = [
  ['an unknown condition', condition({ kind: 'tiers', anyOf: ['a'] }), 'unknownWord', '.conditions[0].kind'],
  ['an unknown effect', effect({ kind: 'freeHouse' }), 'unknownWord', '.effects[0].kind'],
  ['an effect without a kind', effect({}), 'missing', '.effects[0].kind'],
  [
    'steps that give nothing known',
    effect({ kind: 'steps', gives: 'gold' }),
    'unknownWord',
    '.effects[0].gives',
  ],
  ['an unknown mode of stacking', { stacking: { mode: 'always' } }, 'unknownWord', '.stacking.mode'],
  [
    'an unknown period',
    { limits: [{ scope: 'chain', uses: 1, period: 'decade' }] },
    'unknownWord',
    '.limits[0].period',
  ],
  [
    'a period of no days',
    { limits: [{ scope: 'chain', uses: 1, period: { days: 0 } }] },
    'tooSmall',
    '.limits[0].period.days',
  ],
  ['an unknown field', { discount: 5 }, 'unknownField', '.discount'],
  ['a name in one language', { name: { fa: 'الف' } }, 'missing', '.name.en'],
  ['no effect at all', { effects: [] }, 'tooFew', '.effects'],
  ['no tier in a tier condition', condition({ kind: 'tier', anyOf: [] }), 'tooFew', '.conditions[0].anyOf'],
  ['any of nothing', condition({ kind: 'any', of: [] }), 'tooFew', '.conditions[0].of'],
  ['too many conditions', { conditions: Array(21).fill({ kind: 'member' }) }, 'tooMany', '.conditions'],
  [
    'an amount as text',
    effect({ kind: 'discountFixed', amountMinor: '5' }),
    'wrongType',
    '.effects[0].amountMinor',
  ],
  [
    'a fraction of a minor unit',
    effect({ kind: 'discountFixed', amountMinor: 0.5 }),
    'wrongType',
    '.effects[0].amountMinor',
  ],
  [
    'an amount below zero',
    effect({ kind: 'discountFixed', amountMinor: -1 }),
    'tooSmall',
    '.effects[0].amountMinor',
  ],
  [
    'more points than can be counted',
    effect({ kind: 'bonusPoints', points: 1e7 }),
    'tooLarge',
    '.effects[0].points',
  ],
  [
    'more than the whole',
    effect({ kind: 'discountPercent', basisPoints: 10_001 }),
    'aboveWhole',
    '.effects[0].basisPoints',
  ],
  [
    'a step above the whole',
    effect({
      kind: 'steps',
      by: 'quantity',
      gives: 'discountBasisPoints',
      steps: [{ from: 1, value: 20_000 }],
    }),
    'aboveWhole',
    '.effects[0].steps[0].value',
  ],
  [
    'points for every 0 Rial',
    effect({ kind: 'pointsPerAmount', points: 1, perMinor: 0 }),
    'dividesByZero',
    '.effects[0].perMinor',
  ],
  [
    'one ticket for every 0 Rial',
    effect({ kind: 'raffleTickets', raffleId: 'r', name, tickets: 1, perMinor: 0, worthMinor: 1 }),
    'dividesByZero',
    '.effects[0].perMinor',
  ],
  [
    'one free of every 0 pieces',
    effect({ kind: 'cheapestFree', everyPieces: 0, freePieces: 1 }),
    'dividesByZero',
    '.effects[0].everyPieces',
  ],
  [
    'a multiplier of one',
    effect({ kind: 'pointsMultiplier', factorBasisPoints: 10_000 }),
    'multipliesByLess',
    '.effects[0].factorBasisPoints',
  ],
  [
    '30 February',
    condition({ kind: 'dates', from: '2026-02-30', until: '2026-03-01' }),
    'impossibleDate',
    '.conditions[0].from',
  ],
  [
    'a 13th month',
    condition({
      kind: 'recurring',
      calendar: 'hijri',
      from: { month: 13, day: 1 },
      until: { month: 1, day: 1 },
    }),
    'impossibleDate',
    '.conditions[0].from.month',
  ],
  [
    'a day 0',
    condition({
      kind: 'recurring',
      calendar: 'persian',
      from: { month: 1, day: 0 },
      until: { month: 1, day: 13 },
    }),
    'impossibleDate',
    '.conditions[0].from.day',
  ],
  [
    '25 o’clock',
    condition({ kind: 'hours', from: '25:00', until: '24:00' }),
    'malformed',
    '.conditions[0].from',
  ],
  [
    'a beginning at 24:00',
    condition({ kind: 'hours', from: '24:00', until: '02:00' }),
    'malformed',
    '.conditions[0].from',
  ],
  ['a tenth stage', { stacking: { mode: 'single', stage: 10 } }, 'tooLarge', '.stacking.stage'],
  [
    'groups five deep',
    condition([1, 2, 3, 4, 5].reduce<Fields>((child) => ({ kind: 'all', of: [child] }), { kind: 'member' })),
    'unknownWord',
    '.conditions[0].of[0].of[0].of[0].of[0].kind',
  ],
];
