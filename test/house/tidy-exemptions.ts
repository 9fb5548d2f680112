/** The one list of files that may break a tidy rule. An exemption that is no longer needed fails the build. */

import type { TidyRule } from './tidy-rules.ts';

export type Exemption = { readonly rule: TidyRule; readonly path: string; readonly reason: string };

export const tidyExemptions: readonly Exemption[] = [];
