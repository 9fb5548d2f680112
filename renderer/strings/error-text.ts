/** What a person is told of a failure: what happened, and what to do now. */

import type { ErrorCode } from '#shared/contracts/error-codes.ts';

export type ErrorText = {
  /** One sentence, without a code or a technical word. */
  readonly sentence: string;
  /** One sentence that begins with what the person can do. */
  readonly nextStep: string;
};

/** Complete by type: a code without words does not compile. */
export type ErrorTexts = { readonly [Code in ErrorCode]: ErrorText };
