/** Golden cases: real situations with their numbers worked out by hand, kept as data files. */

import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { activityKinds } from '#shared/domain/activity.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { historyOf, inputOf, memberOf, ruleSetOf } from '#test/support/scoring.ts';

const folder = new URL('../../fixtures/scoring/golden/', import.meta.url);

const amountMinor = z.int().transform(minor);
const limitUses = z.record(z.string(), z.strictObject({ uses: z.int(), costMinor: amountMinor }));
const memberSchema = z.strictObject({
  tierId: z.string().exactOptional(),
  segments: z.array(z.string()).exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  consents: z.array(z.string()).exactOptional(),
  earlierVisits: z.int().exactOptional(),
  daysSinceLastVisit: z.int().nullable().exactOptional(),
  purchases: z
    .record(z.string(), z.strictObject({ visits: z.int(), spentMinor: amountMinor }))
    .exactOptional(),
  openWindows: z.array(z.string()).exactOptional(),
  isReferred: z.boolean().exactOptional(),
  referrals: z.int().exactOptional(),
  buckets: z.record(z.string(), z.int()).exactOptional(),
  stamps: z.record(z.string(), z.int()).exactOptional(),
  limitUses: limitUses.exactOptional(),
});

/**
 * `expected` names what matters of the answer: of each object only the listed fields, of each list every element.
 * `whyNot` does so of the answer on demand, by offer. A member is given by facts, or by a history that they follow from.
 */
const goldenSchema = z.strictObject({
  behaviour: z.string(),
  working: z.string(),
  ruleSet: z.looseObject({
    offers: z.array(z.looseObject({ offerId: z.string(), effects: z.array(z.unknown()) })),
  }),
  member: memberSchema.nullable().default({}),
  history: z.record(z.string(), z.unknown()).exactOptional(),
  lines: z
    .array(
      z.union([
        z.tuple([z.int(), z.string().nullable().optional(), z.int().optional()]),
        z.looseObject({ unitPriceMinor: z.int() }),
      ]),
    )
    .default([]),
  activity: z
    .strictObject({ kind: z.enum(activityKinds), subjectId: z.string().nullable(), value: z.int() })
    .exactOptional(),
  paymentMeans: z.enum(paymentMeansKinds).exactOptional(),
  now: z.string().exactOptional(),
  storeId: z.string().exactOptional(),
  limitUses: limitUses.exactOptional(),
  wish: z
    .strictObject({ with: z.array(z.string()).exactOptional(), without: z.array(z.string()).exactOptional() })
    .exactOptional(),
  expected: z.record(z.string(), z.unknown()),
  whyNot: z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional(),
});

export type FactsOf = (ruleSet: RuleSet, history: MemberHistory, today: IsoDate) => MemberFacts;

export type GoldenCase = {
  readonly behaviour: string;
  readonly file: string;
  readonly ruleSet: RuleSet;
  /** Facts of a member known by history are derived by the side that is tested. */
  readonly inputBy: (factsOf: FactsOf) => ScoreInput;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly whyNot: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export function goldenCases(): readonly GoldenCase[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map(goldenCase);
}

function goldenCase(file: string): GoldenCase {
  const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  const {
    behaviour,
    working: _working,
    ruleSet: sketch,
    member,
    history,
    expected,
    whyNot = {},
    ...sale
  } = golden;
  const ruleSet = ruleSetOf(sketch);
  const inputBy = (factsOf: FactsOf): ScoreInput => {
    const { localDate } = inputOf(sale).moment;
    const known =
      history === undefined ? member && memberOf(member) : factsOf(ruleSet, historyOf(history), localDate);
    return inputOf({ ...sale, member: known });
  };
  return { behaviour, file, ruleSet, inputBy, expected, whyNot };
}
