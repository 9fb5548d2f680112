/** Where a member's balance comes from, as people at HQ read it: page by page, or as one table. */

import { Readable } from 'node:stream';
import { memberRefParams } from '#shared/contracts/hq/admin-truth.ts';
import { statementAnswer, statementCsvQuery, statementQuery } from '#shared/contracts/hq/member-statement.ts';
import type { MemberStatement } from '#shared/contracts/hq/member-statement.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { allStores } from '../db/stores/people/stores.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from '../people/admin-failure.ts';
import { memberStatement } from './member-statement.ts';
import { statementCsv } from './statement-csv.ts';

const pageMax = 50;
const csvPageMax = 1_000;

export function registerStatements(app: HqApp, deps: HqDeps): void {
  const page = {
    params: memberRefParams,
    querystring: statementQuery,
    response: { 200: statementAnswer },
  };
  app.get('/members/:memberRef/statement', { schema: page }, async (request, reply) => {
    const { memberRef } = request.params;
    const before = request.query.before ?? null;
    const found = await memberStatement(deps, { memberRef, before, count: pageMax });
    return found ?? sendAdminFailure(reply, 'not_found');
  });
  const table = { params: memberRefParams, querystring: statementCsvQuery };
  app.get('/members/:memberRef/statement.csv', { schema: table }, async (request, reply) => {
    const { memberRef } = request.params;
    const first = await memberStatement(deps, { memberRef, before: null, count: csvPageMax });
    if (first === undefined) return sendAdminFailure(reply, 'not_found');
    const stores = await allStores(deps.db);
    const csv = { pages: pagesFrom(deps, memberRef, first), stores, language: request.query.language };
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="member-${memberRef}.csv"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(statementCsv(csv)));
  });
}

/** Read as they are sent: a slow reader holds no connection of the database. */
async function* pagesFrom(
  deps: HqDeps,
  memberRef: Uuid,
  first: MemberStatement,
): AsyncGenerator<MemberStatement> {
  let page: MemberStatement | undefined = first;
  while (page !== undefined) {
    yield page;
    const before: string | undefined = page.entries.at(-1)?.cursor;
    if (!page.hasMore || before === undefined) return;
    page = await memberStatement(deps, { memberRef, before, count: csvPageMax });
  }
}
