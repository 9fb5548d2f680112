/** What a process whose disk fails is told to do, and what it answers. */

import { z } from 'zod';

export const faultOrderSchema = z.object({
  workload: z.string(),
  rounds: z.int(),
  seed: z.int(),
  /** Folder where nothing fails. */
  safe: z.string(),
  /** Folder whose `live/` fails. */
  troubled: z.string(),
  /** Where the troubled folder is a small disk of its own: at most this much of it is free. */
  freeBytesMax: z.int().nullable(),
});

export const faultReportSchema = z.object({
  /** How often each code was the answer. */
  codes: z.record(z.string(), z.int()),
  acknowledged: z.int(),
  problems: z.array(z.string()),
});

export type FaultOrder = z.output<typeof faultOrderSchema>;
export type FaultReport = z.output<typeof faultReportSchema>;
