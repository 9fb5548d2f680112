/** One offer: what the chain gives, to whom, when, and beside what. */

import { z } from 'zod';
import { activityKinds } from '#shared/domain/activity.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { idTextSchema } from '../brands.ts';
import { conditionSchema } from './condition-schema.ts';
import { effectSchema } from './effect-schema.ts';
import { limitSchema } from './limit-schema.ts';
import { conditionsMax, effectsMax, listMax, offerLimitsMax, priorityMax, stageMax } from './offer-limits.ts';
import { offerTextSchema } from './words-schema.ts';

const activitySchema = z
  .strictObject({
    kind: z.enum(activityKinds),
    subjectId: idTextSchema.exactOptional(),
    atLeast: z.int().min(0).max(basketGrossMinorMax).exactOptional(),
  })
  .meta({ id: 'ActivityTrigger', description: 'Rewards what a member did besides buying, and no sale.' });

const stackingModes = ['single', 'perLine', 'stackable', 'alone'] as const;

const stackingSchema = z
  .strictObject({
    mode: z.enum(stackingModes),
    exclusiveGroup: idTextSchema.exactOptional(),
    notWith: z.array(idTextSchema).min(1).max(listMax).exactOptional(),
    stage: z.int().min(1).max(stageMax).exactOptional(),
  })
  .meta({ id: 'Stacking', description: 'Beside what the offer may stand; single when left out.' });

export const offerSchema = z
  .strictObject({
    offerId: idTextSchema,
    name: offerTextSchema,
    activity: activitySchema.exactOptional(),
    conditions: z.array(conditionSchema).max(conditionsMax).meta({ description: 'All of them must hold.' }),
    effects: z.array(effectSchema).min(1).max(effectsMax),
    limits: z.array(limitSchema).max(offerLimitsMax).exactOptional(),
    discountCapMinor: z
      .int()
      .min(0)
      .max(basketGrossMinorMax)
      .exactOptional()
      .meta({ description: 'Cap on all discounts of this offer together.' }),
    stacking: stackingSchema.exactOptional(),
    priority: z.int().min(-priorityMax).max(priorityMax).exactOptional(),
    countdown: z.literal(true).exactOptional(),
    terms: offerTextSchema.exactOptional(),
    reason: offerTextSchema.exactOptional(),
  })
  .meta({
    id: 'Offer',
    description: 'What the chain gives, to whom, when, and beside what.',
  }) satisfies z.ZodType<Offer>;
