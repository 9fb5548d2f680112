/** Scores the cases that come in as JSON, and prints the locale that the process runs in with the answers. */

import { readFileSync } from 'node:fs';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import type { ScoringCase } from '../scoring-arbitraries.ts';

const cases: readonly ScoringCase[] = JSON.parse(readFileSync(0, 'utf8'));
const answers = cases.map(({ ruleSet, input }) =>
  scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input),
);
const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(JSON.stringify({ locale, timeZone, answers }));
