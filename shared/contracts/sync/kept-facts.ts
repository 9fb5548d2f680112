/** What a till keeps of a member beside the row that it looks members up in, as JSON in its cache. */

import { z } from 'zod';
import { memberFactsSchema } from '../chain-schema.ts';
import { memberRecord } from './pull-records.ts';

const pulledFields = {
  lots: true,
  offerUses: true,
  tierSetAtMs: true,
  tierKeptUntil: true,
  hold: true,
} as const;

export const keptFactsSchema = z.object({
  ...memberRecord.shape.member.pick({ traits: true, purchaseDays: true, stampsCollected: true }).shape,
  /** Of a chain's files. */
  lots: memberFactsSchema.shape.lots,
  /** Of a pull; left out where everything is empty. */
  pulled: memberRecord.pick(pulledFields).exactOptional(),
});

export type KeptFacts = z.output<typeof keptFactsSchema>;
export type PulledFacts = NonNullable<KeptFacts['pulled']>;
