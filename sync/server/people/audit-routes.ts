/** Who changed what. */

import { z } from 'zod';
import { auditAnswer, auditQuery } from '#shared/contracts/hq/admin-audit.ts';
import { auditRows } from '../db/stores/people/audit.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';

const recordsMax = 200;
const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** The newest 200, or those before a known one. */
export function registerAuditRoutes(app: HqApp, deps: HqDeps): void {
  const schema = { querystring: auditQuery, response: { 200: auditAnswer } };
  app.get('/audit', { schema }, async (request) => {
    const rows = await auditRows(deps.db, { before: request.query.before ?? null, limit: recordsMax });
    const records = rows.map((row) => ({ ...row, facts: factsSchema.parse(JSON.parse(row.facts)) }));
    return { records };
  });
}
