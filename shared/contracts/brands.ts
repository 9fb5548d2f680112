/** zod schemas of the domain's brands: a parsed value is a checked value. */

import { z } from 'zod';
import { epochMs } from '../kernel/clock.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { currency, isCurrency, minor } from '../domain/money.ts';
import { points } from '../domain/points.ts';
import { parseCardUid } from '../domain/card.ts';
import type { CardUid } from '../domain/card.ts';
import { isIsoDate } from '../domain/calendar.ts';

export const minorSchema = z.int().transform(minor);
export const pointsSchema = z.int().transform(points);
export const epochMsSchema = z.int().transform(epochMs);
export const uuidSchema = z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value));
export const currencySchema = z.string().refine(isCurrency).transform(currency);
export const isoDateSchema = z.string().refine(isIsoDate);
export const cardUidSchema = z.custom<CardUid>(
  (value) => typeof value === 'string' && parseCardUid(value) === value,
);
export const localTextSchema = z.object({ fa: z.string().max(500), en: z.string().max(500) });
/** Free text of a person: names, search words. */
export const shortTextSchema = z.string().max(200);
export const idTextSchema = z.string().min(1).max(64);
