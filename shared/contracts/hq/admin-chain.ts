/** What a chain is called, how it looks at its tills, and when they lock themselves. */

import { z } from 'zod';
import { isAccentSeen } from '#shared/domain/accent.ts';
import { autoLockMsSchema, brandingSchema } from '../sync/pull-records.ts';

const named = z.string().trim().min(1).max(120);

export const chainNameRequest = z.object({ fa: named, en: named });
export const chainSettingsRequest = z.object({ autoLockMs: autoLockMsSchema });
export const chainBrandingRequest = z.object({
  accent: brandingSchema.shape.accent.refine((accent) => accent === null || isAccentSeen(accent), {
    message: 'hardly seen on one of the grounds',
  }),
  receiptLines: z.array(brandingSchema.shape.receiptLines.element.trim().min(1)).max(10),
});

export const chainAnswer = z.object({
  /** Null while no chain was brought to this HQ: there is nothing to name yet. */
  name: z.object({ fa: z.string(), en: z.string() }).nullable(),
  settings: z.object({ autoLockMs: autoLockMsSchema }),
  branding: brandingSchema,
});

export type ChainView = z.output<typeof chainAnswer>;
