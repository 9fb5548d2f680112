/** The examples of the reference page of offers, and what the page says that each of them does. */

import { z } from 'zod';
import { activityKinds } from '#shared/domain/activity.ts';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import { projectText } from './project-files.ts';

const expectationSchema = z.strictObject({
  basket: z
    .array(
      z.union([
        z.tuple([z.int(), z.string().optional(), z.int().optional()]),
        z.looseObject({ unitPriceMinor: z.int() }),
      ]),
    )
    .default([]),
  activity: z
    .strictObject({
      kind: z.enum(activityKinds),
      subjectId: z.string().nullable().default(null),
      value: z.int().default(0),
    })
    .exactOptional(),
  member: z.record(z.string(), z.unknown()).nullable().default({}),
  at: z.string().default('2026-11-22'),
  store: z.string().exactOptional(),
  paidBy: z.enum(paymentMeansKinds).exactOptional(),
  used: z.record(z.string(), z.strictObject({ uses: z.int(), costMinor: z.int() })).default({}),
  gets: z.record(z.string(), z.unknown()),
});

export type Expectation = z.output<typeof expectationSchema>;
export type OfferExample = {
  /** The heading that it stands under, and its line in the page. */
  readonly place: string;
  readonly ruleSet: Readonly<Record<string, unknown>>;
  readonly expectations: readonly Expectation[];
};

type Block = { readonly place: string; readonly isExpectation: boolean; readonly json: unknown };

export function offerExamples(): readonly OfferExample[] {
  const examples: OfferExample[] = [];
  for (const { place, isExpectation, json } of blocksOf(projectText('docs/offers.md'))) {
    const last = examples.at(-1);
    if (!isExpectation) examples.push({ place, ruleSet: ruleSetOf(json), expectations: [] });
    else if (last === undefined) throw new Error(`${place}: an expectation without an example`);
    else {
      const expectations = [...last.expectations, expectationSchema.parse(json)];
      examples.splice(-1, 1, { ...last, expectations });
    }
  }
  return examples;
}

function blocksOf(text: string): readonly Block[] {
  const blocks = text.matchAll(/^```json(?<mark> expected)?\n(?<body>[^]*?)^```$/gm);
  return [...blocks].map(({ groups = {}, index }) => {
    const before = text.slice(0, index);
    const heading = before.match(/^#+ .*$/gm)?.at(-1) ?? '';
    const place = `${heading.replace(/^#+ /, '')}, line ${before.split('\n').length}`;
    return { place, isExpectation: groups['mark'] !== undefined, json: JSON.parse(groups['body'] ?? '') };
  });
}

/** An offer becomes the only one of a rule set; a part of a rule set gets what every rule set has. */
function ruleSetOf(json: unknown): OfferExample['ruleSet'] {
  const fields = z.record(z.string(), z.unknown()).parse(json);
  return {
    schemaVersion: 2,
    ruleSetId: 'example',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 1_000 },
    ...('offerId' in fields ? { offers: [fields] } : fields),
  };
}
