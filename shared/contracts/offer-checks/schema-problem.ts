/** What the schema refuses, in the words of the catalogue. */

import type { z } from 'zod';
import { noSuchDate } from '../offers/words-schema.ts';
import { nearestName } from './nearest-name.ts';
import { refused } from './rule-set-problem.ts';
import type { ProblemPath, RuleSetProblem } from './rule-set-problem.ts';

/** Fields that something is divided by. */
const divisors: readonly unknown[] = ['perMinor', 'everyPieces', 'stampsNeeded'];

/** One problem for one issue, and one for each unknown field. `json` is what was parsed: the issue's path leads to the value. */
export function schemaProblem(issue: z.core.$ZodIssue, json: unknown): readonly RuleSetProblem[] {
  const path = plainPath(issue.path);
  const input = valueAt(json, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => refused([...path, name], 'unknownField', { name }));
  }
  if (issue.code === 'invalid_union') return wrongForm(issue, json);
  if (issue.code === 'invalid_value') return [wrongWord(path, issue.values, input)];
  if (issue.code === 'too_small') return [tooSmall(path, issue, input)];
  if (issue.code === 'too_big') return [tooBig(path, issue)];
  if (issue.code !== 'invalid_type') return [malformed(path, issue.message)];
  return [
    input === undefined ? refused(path, 'missing') : refused(path, 'wrongType', { expected: issue.expected }),
  ];
}

function tooSmall(path: ProblemPath, issue: z.core.$ZodIssueTooSmall, input: unknown): RuleSetProblem {
  const least = Number(issue.minimum);
  if (issue.origin === 'array' || issue.origin === 'string') return refused(path, 'tooFew', { least });
  if (input === 0 && divisors.includes(path.at(-1))) return refused(path, 'dividesByZero');
  if (path.at(-1) === 'factorBasisPoints') return refused(path, 'multipliesByLess');
  return isDayOrMonth(path) ? refused(path, 'impossibleDate') : refused(path, 'tooSmall', { least });
}

function tooBig(path: ProblemPath, { maximum, origin }: z.core.$ZodIssueTooBig): RuleSetProblem {
  const most = Number(maximum);
  if (origin === 'array' || origin === 'string') return refused(path, 'tooMany', { most });
  if (isDayOrMonth(path)) return refused(path, 'impossibleDate');
  return most === 10_000 ? refused(path, 'aboveWhole') : refused(path, 'tooLarge', { most });
}

function malformed(path: ProblemPath, problem: string): RuleSetProblem {
  return problem === noSuchDate ? refused(path, 'impossibleDate') : refused(path, 'malformed', { problem });
}

function wrongWord(path: ProblemPath, words: readonly unknown[], input: unknown): RuleSetProblem {
  if (input === undefined) return refused(path, 'missing');
  const allowed = words.map(String);
  const nearest = typeof input === 'string' ? nearestName(input, allowed) : undefined;
  return refused(path, 'unknownWord', { allowed: nearest ?? allowed.join(', ') });
}

/** A kind that the language does not have, or a value that fits none of several forms: the likeliest of them is told. */
function wrongForm(issue: z.core.$ZodIssueInvalidUnion, json: unknown): readonly RuleSetProblem[] {
  const path = plainPath(issue.path);
  const input = valueAt(json, path);
  if ('options' in issue) return [wrongWord(path, issue.options ?? [], input)];
  const [forWords = [], forObjects = []] = issue.errors;
  const issues = typeof input === 'object' ? forObjects : forWords;
  return issues.flatMap((inner) => schemaProblem({ ...inner, path: [...issue.path, ...inner.path] }, json));
}

function isDayOrMonth(path: ProblemPath): boolean {
  return path.at(-1) === 'day' || path.at(-1) === 'month';
}

function plainPath(path: readonly PropertyKey[]): ProblemPath {
  return path.map((part) => (typeof part === 'number' ? part : String(part)));
}

function valueAt(json: unknown, path: ProblemPath): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    json,
  );
}
