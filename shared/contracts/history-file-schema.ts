/** Lines of a history: the members of a chain and their past sales in time order, for scoring them once more. */

import { z } from 'zod';
import { basketGrossMinorMax } from '../domain/basket.ts';
import { isIsoDate } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/calendar.ts';
import { dayNumberOf } from '../domain/day-number.ts';
import { paymentMeansKinds } from '../domain/payment.ts';
import { epochMs } from '../kernel/clock.ts';
import type { EpochMs } from '../kernel/clock.ts';
import { idTextSchema, uuidSchema } from './brands.ts';
import { basketFileSchema, memberFileSchema } from './score-files-schema.ts';

/** An instant, and what the clock on the wall of the store showed. */
export type SoldAt = {
  readonly atMs: EpochMs;
  readonly localDate: IsoDate;
  /** 0 to 1,439. */
  readonly minuteOfDay: number;
};

const soldAtPattern =
  /^(?<date>\d{4}-\d{2}-\d{2})T(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.(?<fraction>\d{1,3}))?)?(?:Z|(?<sign>[+-])(?<zoneHour>0\d|1[0-4]):(?<zoneMinute>[0-5]\d))$/;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** `undefined` for anything but ISO 8601 with a zone; date and time are taken as they are written. */
export function parseSoldAt(text: string): SoldAt | undefined {
  const parts = soldAtPattern.exec(text)?.groups;
  const localDate = parts?.['date'];
  if (parts === undefined || localDate === undefined || !isIsoDate(localDate)) return undefined;
  const number = (name: string): number => Number(parts[name] ?? 0);
  const minuteOfDay = number('hour') * 60 + number('minute');
  const aheadMinutes = (number('zoneHour') * 60 + number('zoneMinute')) * (parts['sign'] === '-' ? -1 : 1);
  const fractionMs = Number((parts['fraction'] ?? '').padEnd(3, '0'));
  const dayStartMs = (dayNumberOf(localDate) - dayNumberOf('1970-01-01')) * dayMs;
  const wallMs = dayStartMs + minuteOfDay * minuteMs + number('second') * 1_000 + fractionMs;
  return { atMs: epochMs(wallMs - aheadMinutes * minuteMs), localDate, minuteOfDay };
}

/** As the member stood before the first sale of the history. */
export const historyMemberSchema = memberFileSchema
  .extend({ kind: z.literal('member'), memberRef: uuidSchema })
  .superRefine(({ purchaseDays, offerUses }, context) => {
    const sums = {
      purchaseDays: sumOf(purchaseDays, 'spentMinor'),
      offerUses: sumOf(offerUses, 'costMinor'),
    };
    for (const [field, sum] of Object.entries(sums)) {
      if (sum <= basketGrossMinorMax) continue;
      const message = `together more than ${basketGrossMinorMax}`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

/** As written down: whether the date exists is looked at when it is read. */
export const soldAtTextSchema = z.string();

export const historySaleSchema = z.strictObject({
  kind: z.literal('sale'),
  soldAt: soldAtTextSchema.transform((text, context): SoldAt => {
    const soldAt = parseSoldAt(text);
    if (soldAt !== undefined) return soldAt;
    context.addIssue({ code: 'custom', message: 'no instant such as 2026-11-21T18:30:00+03:30' });
    return z.NEVER;
  }),
  storeId: idTextSchema,
  tillId: idTextSchema,
  /** Null for an anonymous sale. */
  memberRef: uuidSchema.nullable(),
  paymentMeans: z.enum(paymentMeansKinds).nullable().default(null),
  lines: basketFileSchema.shape.lines,
});

export const historyLineSchema = z.discriminatedUnion('kind', [historyMemberSchema, historySaleSchema]);

export type HistoryMember = z.output<typeof historyMemberSchema>;
export type HistorySale = z.output<typeof historySaleSchema>;

function sumOf<Name extends string>(items: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return items.reduce((sum, item) => sum + item[name], 0);
}
