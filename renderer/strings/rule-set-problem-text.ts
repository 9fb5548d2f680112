/** What a marketer is told of a rule set: what is wrong, and what to write instead. `{name}` is put in from the values. */

import type { NamedKind, RuleSetProblemCode } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import type { ErrorText } from './error-text.ts';

export type RuleSetProblemTexts = {
  /** Complete by type: a code without words does not compile. */
  readonly problems: { readonly [Code in RuleSetProblemCode]: ErrorText };
  /** Words for the value `kind`. */
  readonly kinds: { readonly [Kind in NamedKind]: string };
  readonly severities: { readonly refused: string; readonly warning: string };
  readonly fits: string;
};
