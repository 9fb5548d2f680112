/**
 * What can be wrong with a rule set. Each code has a sentence and a next step in `renderer/strings`, in every language,
 * which the values are put into.
 */

export const ruleSetProblemCodes = [
  // the form of the file
  'missing',
  'unknownField',
  'wrongType',
  'unknownWord',
  'tooSmall',
  'tooLarge',
  'tooFew',
  'tooMany',
  'malformed',
  'dividesByZero',
  'aboveWhole',
  'multipliesByLess',
  // ids and names
  'duplicateId',
  'unknownName',
  'misspeltName',
  'notUsed',
  // dates and times
  'impossibleDate',
  'datesReversed',
  'timesReversed',
  'monthStartsDisagree',
  'countdownEndless',
  // conditions
  'rangeReversed',
  'neverHolds',
  'contradicts',
  'excludesItself',
  'branchNeverHolds',
  'activityHasNoBasket',
  // effects
  'activityCannotGive',
  'givesNothing',
  'exceedsCap',
  'stepsNotRising',
  'stepsFall',
  'freeAboveEvery',
  'worthTooLarge',
  // limits and stacking
  'limitEmpty',
  'basketLimitPeriod',
  'basketLimitUses',
  'armsTooLarge',
  'namesItself',
  'overlapsOwnGroup',
  'alreadyAlone',
  'lonelyGroup',
] as const;

export type RuleSetProblemCode = (typeof ruleSetProblemCodes)[number];

/** More are not listed. */
export const problemsMax = 1_000;

/** What an id names; the value `kind` of a problem, which every language has a word for. */
export type NamedKind =
  | 'offer'
  | 'tier'
  | 'store'
  | 'storeGroup'
  | 'product'
  | 'productGroup'
  | 'brand'
  | 'tag'
  | 'experiment'
  | 'arm'
  | 'stampCard'
  | 'monthStart';

export type ProblemPath = readonly (string | number)[];

export type RuleSetProblem = {
  /** From the root of the rule set. */
  readonly path: ProblemPath;
  readonly code: RuleSetProblemCode;
  /** Numbers and names that the words of the code need. */
  readonly values: Readonly<Record<string, string | number>>;
  /** What is refused is not published; a warning may be what the owner meant. */
  readonly severity: 'refused' | 'warning';
};

export function refused(
  path: ProblemPath,
  code: RuleSetProblemCode,
  values: RuleSetProblem['values'] = {},
): RuleSetProblem {
  return { path, code, values, severity: 'refused' };
}

export function warned(
  path: ProblemPath,
  code: RuleSetProblemCode,
  values: RuleSetProblem['values'] = {},
): RuleSetProblem {
  return { path, code, values, severity: 'warning' };
}

/** `offers[2].effects[0].perMinor` */
export function pathText(path: ProblemPath): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.replace(/^\./, '');
}
