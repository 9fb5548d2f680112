/** Who changed what at HQ. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { instantSchema } from './admin-common.ts';

export const auditQuery = z.object({
  /** Id of the last record that is known; left out for the newest. */
  before: uuidSchema.exactOptional(),
});

export const auditAnswer = z.object({
  records: z.array(
    z.object({
      auditId: uuidSchema,
      atMs: instantSchema,
      /** Null for what HQ did by itself, was told at its own machine, or by a publisher's key, who then stands in the facts. */
      accountId: uuidSchema.nullable(),
      action: z.string(),
      subject: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});

export type AuditView = z.output<typeof auditAnswer>['records'][number];
