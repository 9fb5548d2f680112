/** What people at HQ are shown of the entries of all tills, and what they decide about members. */

import type { FastifyReply } from 'fastify';
import { deviceIdParams, doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import {
  checksAnswer,
  holdRequest,
  memberRefParams,
  mergeRequest,
  mergesAnswer,
  noticeIdParams,
  noticesAnswer,
  noticesQuery,
  tillReportAnswer,
} from '#shared/contracts/hq/admin-truth.ts';
import type { Result } from '#shared/kernel/result.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { sharedPhones } from '../db/stores/truth/merges.ts';
import { closeNotice, openNotices } from '../db/stores/truth/open-notices.ts';
import { tillReportRows } from '../db/stores/truth/till-report.ts';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from '../people/admin-failure.ts';
import { auditChange } from '../people/audit-change.ts';
import { accountIdOf } from '../people/guard-admin.ts';
import { checkConservation } from './check-conservation.ts';
import { holdMember, mergeMembers, unmergeMember } from './merge-members.ts';
import type { MergeRefusal } from './merge-members.ts';

const noticesMax = 100;
const proposalsMax = 100;

export const truthAdminArea: HqArea = {
  name: 'truthAdmin',
  register: (app, deps) => {
    registerReports(app, deps);
    registerNotices(app, deps);
    registerMembers(app, deps);
  },
};

function registerReports(app: HqApp, deps: HqDeps): void {
  const report = { params: deviceIdParams, response: { 200: tillReportAnswer } };
  app.get('/tills/:deviceId/report', { schema: report }, async (request, reply) => {
    const found = await tillReportRows(deps.db, request.params.deviceId);
    return found === undefined
      ? sendAdminFailure(reply, 'not_found')
      : { ...found, nowMs: deps.clock.nowMs() };
  });
  app.get('/checks', { schema: { response: { 200: checksAnswer } } }, async () => checkConservation(deps.db));
}

function registerNotices(app: HqApp, deps: HqDeps): void {
  const schema = { querystring: noticesQuery, response: { 200: noticesAnswer } };
  app.get('/notices', { schema }, async (request) => {
    const beforeMs = request.query.beforeMs ?? Number.MAX_SAFE_INTEGER;
    const notices = await openNotices(deps.db, { beforeMs, count: noticesMax });
    return { notices: notices.map((notice) => ({ ...notice, facts: factsOf(notice.facts) })) };
  });
  const closing = { params: noticeIdParams, response: { 200: doneAnswer } };
  app.post('/notices/:noticeId/close', { schema: closing }, async (request, reply) => {
    const { noticeId } = request.params;
    const by = accountIdOf(request);
    const isClosed = await inTransaction(deps, async (transaction) => {
      const closed = await closeNotice(transaction, { noticeId, by, atMs: deps.clock.nowMs() });
      if (closed) {
        await auditChange(transaction, deps, { accountId: by, action: 'notice.close', subject: noticeId });
      }
      return closed;
    });
    return isClosed ? ({ done: true } as const) : sendAdminFailure(reply, 'not_found');
  });
}

function registerMembers(app: HqApp, deps: HqDeps): void {
  app.get('/members/merges', { schema: { response: { 200: mergesAnswer } } }, async () => {
    const proposals = await sharedPhones(deps.db, proposalsMax);
    return { proposals: proposals.map((refs) => [...refs]) };
  });
  const schema = { params: memberRefParams, response: { 200: doneAnswer } };
  app.post(
    '/members/:memberRef/merge',
    { schema: { ...schema, body: mergeRequest } },
    async (request, reply) => {
      const merge = { from: request.params.memberRef, into: request.body.into, by: accountIdOf(request) };
      return doneOf(await mergeMembers(deps, merge), reply);
    },
  );
  app.post('/members/:memberRef/unmerge', { schema }, async (request, reply) => {
    const { memberRef } = request.params;
    return doneOf(await unmergeMember(deps, { memberRef, by: accountIdOf(request) }), reply);
  });
  app.post(
    '/members/:memberRef/hold',
    { schema: { ...schema, body: holdRequest } },
    async (request, reply) => {
      const wish = { ...request.params, ...request.body, by: accountIdOf(request) };
      return doneOf(await holdMember(deps, wish), reply);
    },
  );
}

function doneOf(outcome: Result<null, MergeRefusal>, reply: FastifyReply) {
  return outcome.ok ? ({ done: true } as const) : sendAdminFailure(reply, outcome.error);
}

/** Written by HQ as an object. */
function factsOf(text: string): Record<string, unknown> {
  const facts: unknown = JSON.parse(text);
  return typeof facts === 'object' && facts !== null ? { ...facts } : {};
}
