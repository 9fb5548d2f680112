/** What a rule set may look like, checked wherever one comes in. */

import { z } from 'zod';
import { minor } from '../domain/money.ts';
import { offersMax, pointMinorMax } from '../scoring/language/rule-set.ts';
import type { RuleSet } from '../scoring/language/rule-set.ts';
import { currencySchema, idTextSchema } from './brands.ts';
import {
  armsMax,
  experimentsMax,
  grantStepMinorMax,
  listMax,
  monthStartsMax,
  stampCardsMax,
  stampsNeededMax,
  storeGroupsMax,
} from './offers/offer-limits.ts';
import { offerSchema } from './offers/offer-schema.ts';
import { amountSchema, dateSchema, itemWorthSchema, offerTextSchema } from './offers/words-schema.ts';
import { portionSchema, shareSchema } from './offers/words-schema.ts';

const valuationSchema = z
  .strictObject({
    walletCreditBasisPoints: z.int().min(0).max(100_000),
    pointMinor: z.int().min(0).max(pointMinorMax).transform(minor),
    pendingBasisPoints: portionSchema.exactOptional(),
    conditionalBasisPoints: portionSchema.exactOptional(),
  })
  .meta({ id: 'Valuation', description: 'What a unit of each benefit is worth to the customer.' });

const settingsSchema = z
  .strictObject({
    earnOn: z.enum(['full', 'paid']).exactOptional(),
    tax: z.enum(['included', 'excluded']).exactOptional(),
    offersPerSaleMax: z.int().min(1).max(offersMax).exactOptional(),
    discountCapBasisPoints: portionSchema.exactOptional(),
    discountCapMinor: amountSchema.exactOptional(),
    lineFloorBasisPoints: portionSchema.exactOptional(),
    grantStepMinor: z.int().min(1).max(grantStepMinorMax).transform(minor).exactOptional(),
    nearMissBasisPoints: portionSchema.exactOptional(),
  })
  .meta({ id: 'Settings', description: 'Rules for every sale; each may be left out.' });

const storeGroupSchema = z
  .strictObject({ storeGroupId: idTextSchema, storeIds: z.array(idTextSchema).min(1).max(listMax) })
  .meta({ id: 'StoreGroup', description: 'Stores under one name.' });

const experimentSchema = z
  .strictObject({
    experimentId: idTextSchema,
    salt: z.string().min(1).max(64),
    arms: z
      .array(z.strictObject({ armId: idTextSchema, basisPoints: shareSchema }))
      .min(1)
      .max(armsMax),
  })
  .meta({
    id: 'Experiment',
    description: 'Members fall into its arms; who falls into none is the control group.',
  });

const stampCardSchema = z
  .strictObject({
    stampCardId: idTextSchema,
    name: offerTextSchema,
    stampsNeeded: z.int().min(1).max(stampsNeededMax),
    reward: z.strictObject({ giftId: idTextSchema, name: offerTextSchema, worthMinor: itemWorthSchema }),
  })
  .meta({ id: 'StampCard', description: 'A card that gives its reward when it is full, and begins again.' });

const hijriMonthStartSchema = z
  .strictObject({ year: z.int().min(1).max(9_999), month: z.int().min(1).max(12), startsOn: dateSchema })
  .meta({ id: 'HijriMonthStart', description: 'The day on which a lunar month began, as announced.' });

export const ruleSetSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    ruleSetId: idTextSchema,
    currency: currencySchema,
    calendar: z.enum(['gregorian', 'persian']),
    valuation: valuationSchema,
    settings: settingsSchema.exactOptional(),
    storeGroups: z.array(storeGroupSchema).max(storeGroupsMax).exactOptional(),
    experiments: z.array(experimentSchema).max(experimentsMax).exactOptional(),
    stampCards: z.array(stampCardSchema).max(stampCardsMax).exactOptional(),
    hijriMonthStarts: z.array(hijriMonthStartSchema).max(monthStartsMax).exactOptional(),
    offers: z.array(offerSchema).max(offersMax),
  })
  .meta({
    title: 'Vafa rule set',
    description: 'All offers of a chain, and the rules between them.',
  }) satisfies z.ZodType<RuleSet>;
