/** Every problem of a rule set in English. */

import type { RuleSetProblemTexts } from '../rule-set-problem-text.ts';

const form: Pick<
  RuleSetProblemTexts['problems'],
  | 'missing'
  | 'unknownField'
  | 'wrongType'
  | 'unknownWord'
  | 'tooSmall'
  | 'tooLarge'
  | 'tooFew'
  | 'tooMany'
  | 'malformed'
  | 'dividesByZero'
  | 'aboveWhole'
  | 'multipliesByLess'
> = {
  missing: {
    sentence: 'This field is missing.',
    nextStep: 'Add it; the schema of rule sets says what it holds.',
  },
  unknownField: {
    sentence: 'The language of offers has no field {name} here.',
    nextStep: 'Remove it, or check its spelling.',
  },
  wrongType: {
    sentence: 'This is not of the kind {expected}.',
    nextStep: 'Write a value of that kind; amounts are whole numbers without quotation marks.',
  },
  unknownWord: { sentence: 'This word is not known here.', nextStep: 'Write {allowed}.' },
  tooSmall: { sentence: 'This number is below {least}.', nextStep: 'Write {least} or more.' },
  tooLarge: { sentence: 'This number is above {most}.', nextStep: 'Write {most} or less.' },
  tooFew: {
    sentence: 'This holds fewer than {least}.',
    nextStep: 'Give at least {least}, or leave the field out.',
  },
  tooMany: { sentence: 'This holds more than {most}.', nextStep: 'Give {most} at most.' },
  malformed: {
    sentence: 'This cannot be read: {problem}.',
    nextStep: 'Write it as the schema of rule sets says.',
  },
  dividesByZero: {
    sentence: 'Something would be divided by zero.',
    nextStep: 'Write the amount or number that earns one step: 1 or more.',
  },
  aboveWhole: {
    sentence: 'This is more than the whole: 10,000 basis points are 100 %.',
    nextStep: 'Write 10,000 or less; 10 % is 1,000.',
  },
  multipliesByLess: {
    sentence: 'A multiplier of 10,000 or less adds nothing.',
    nextStep: 'Write 20,000 for twice the points, 15,000 for half as many again.',
  },
};

const names: Pick<
  RuleSetProblemTexts['problems'],
  | 'duplicateId'
  | 'unknownName'
  | 'misspeltName'
  | 'notUsed'
  | 'namesItself'
  | 'overlapsOwnGroup'
  | 'alreadyAlone'
  | 'lonelyGroup'
> = {
  duplicateId: {
    sentence: 'The {kind} {name} stands here a second time.',
    nextStep: 'Give each one an id of its own.',
  },
  unknownName: {
    sentence: 'There is no {kind} {name}.',
    nextStep: 'Check the id, or add the {kind} first.',
  },
  misspeltName: { sentence: 'There is no {kind} {name}.', nextStep: 'Did you mean {nearest}?' },
  notUsed: {
    sentence: 'No offer names the {kind} {name}.',
    nextStep: 'Name it in an offer, or remove it.',
  },
  namesItself: { sentence: 'The offer {name} names itself.', nextStep: 'Remove it from its own list.' },
  overlapsOwnGroup: {
    sentence: 'The offer {name} is of the same exclusive group {group} already.',
    nextStep: 'Keep it out of notWith: of one group only one offer applies anyhow.',
  },
  alreadyAlone: {
    sentence: 'An offer that stands alone stands beside no other anyhow.',
    nextStep: 'Remove this field, or choose another mode.',
  },
  lonelyGroup: {
    sentence: 'No other offer is of the exclusive group {group}.',
    nextStep: 'Check the name of the group, or remove it.',
  },
};

const times: Pick<
  RuleSetProblemTexts['problems'],
  'impossibleDate' | 'datesReversed' | 'timesReversed' | 'monthStartsDisagree' | 'countdownEndless'
> = {
  impossibleDate: {
    sentence: 'No year has this day.',
    nextStep: 'Write a day that the month of this calendar has; 30 Esfand and 29 February are fine.',
  },
  datesReversed: {
    sentence: 'The last day, {until}, is before the first, {from}.',
    nextStep: 'Swap the two dates.',
  },
  timesReversed: {
    sentence: 'On its one day the offer ends at {until}, before it begins at {from}.',
    nextStep: 'Write a later untilTime, or a later last day.',
  },
  monthStartsDisagree: {
    sentence: 'This lunar month begins no later than the one before it, which began on {other}.',
    nextStep: 'Correct one of the two dates.',
  },
  countdownEndless: {
    sentence: 'The offer counts down, and has no dates that end.',
    nextStep: 'Add a condition of the kind dates, or remove the countdown.',
  },
};

const conditions: Pick<
  RuleSetProblemTexts['problems'],
  | 'rangeReversed'
  | 'neverHolds'
  | 'contradicts'
  | 'excludesItself'
  | 'branchNeverHolds'
  | 'activityHasNoBasket'
> = {
  rangeReversed: {
    sentence: 'At least {atLeast} and at most {atMost} never hold at once.',
    nextStep: 'Swap the two numbers.',
  },
  neverHolds: {
    sentence: 'No sale can meet this condition.',
    nextStep: 'Widen it, or remove it.',
  },
  contradicts: {
    sentence: 'This never holds beside {other}, so that nobody can get the offer.',
    nextStep: 'Widen one of the two, or put them into an any.',
  },
  excludesItself: {
    sentence: 'The same condition is asked for and excluded, see {other}.',
    nextStep: 'Remove one of the two.',
  },
  branchNeverHolds: {
    sentence: 'This way to get the offer never opens: it does not hold beside {other}.',
    nextStep: 'Widen it, or remove it.',
  },
  activityHasNoBasket: {
    sentence: 'An activity has no basket, so that {condition} never holds.',
    nextStep: 'Remove this condition, or the activity.',
  },
};

const gifts: Pick<
  RuleSetProblemTexts['problems'],
  | 'activityCannotGive'
  | 'givesNothing'
  | 'exceedsCap'
  | 'stepsNotRising'
  | 'stepsFall'
  | 'freeAboveEvery'
  | 'worthTooLarge'
  | 'limitEmpty'
  | 'basketLimitPeriod'
  | 'basketLimitUses'
  | 'armsTooLarge'
> = {
  activityCannotGive: {
    sentence: 'An activity has no basket, so that {effect} comes to nothing.',
    nextStep: 'Give bonusPoints, walletCreditFixed, a gift, a coupon, tickets or stamps.',
  },
  givesNothing: {
    sentence: 'With a cap of 0 the offer gives nothing.',
    nextStep: 'Write the highest amount to give, or leave the cap out.',
  },
  exceedsCap: {
    sentence: 'This gives {given}, and {cap} allows {most}.',
    nextStep: 'Give less, or raise the cap: the customer would be promised more than is given.',
  },
  stepsNotRising: {
    sentence: 'The step from {from} does not stand above the one before it, from {before}.',
    nextStep: 'Sort the steps from the lowest to the highest.',
  },
  stepsFall: {
    sentence: 'This higher step gives {value}, less than the {before} of the one before it.',
    nextStep: 'Check the two values.',
  },
  freeAboveEvery: {
    sentence: 'Of every {everyPieces} pieces {freePieces} cannot be free.',
    nextStep: 'Write fewer free pieces; buy 3 and get the cheapest free is everyPieces 3, freePieces 1.',
  },
  worthTooLarge: {
    sentence: 'In the largest sale the things of all offers could be worth more than {most}.',
    nextStep: 'Raise perMinor, or lower the number or the worth of what is given.',
  },
  limitEmpty: { sentence: 'This limit limits nothing.', nextStep: 'Add costMinor or uses.' },
  basketLimitPeriod: {
    sentence: 'A limit of one basket has no period.',
    nextStep: 'Remove the period, or choose another scope.',
  },
  basketLimitUses: {
    sentence: 'An offer applies to a basket once anyhow.',
    nextStep: 'Remove uses, or choose another scope.',
  },
  armsTooLarge: {
    sentence: 'The arms hold {sum} of 10,000 basis points.',
    nextStep: 'Lower their shares; what is left over is the control group.',
  },
};

export const ruleSetProblems: RuleSetProblemTexts = {
  problems: { ...form, ...names, ...times, ...conditions, ...gifts },
  kinds: {
    offer: 'offer',
    tier: 'tier',
    store: 'store',
    storeGroup: 'store group',
    product: 'product',
    productGroup: 'product group',
    brand: 'brand',
    tag: 'tag',
    experiment: 'experiment',
    arm: 'arm',
    stampCard: 'stamp card',
    monthStart: 'month start',
  },
  severities: { refused: 'refused', warning: 'warning' },
  fits: 'The rule set fits.',
};
