/** What people at HQ are shown of the entries of all tills, and what they decide about members. */

import type { FastifyReply } from 'fastify';
import { deviceIdParams, doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import {
  checksAnswer,
  heldMembersAnswer,
  heldMembersQuery,
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
import { heldMembers } from '../db/stores/truth/held-members.ts';
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
import { registerMemberLooks } from './member-look-routes.ts';
import type { MergeRefusal } from './merge-members.ts';
import { registerStatements } from './statement-routes.ts';

const noticesMax = 100;
const proposalsMax = 100;
const heldMax = 100;

export const truthAdminArea: HqArea = {
  name: 'truthAdmin',
  register: (app, deps) => {
    registerReports(app, deps);
    registerNotices(app, deps);
    registerMembers(app, deps);
    registerMemberLooks(app, deps);
    registerStatements(app, deps);
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
    const { beforeMs: atMs, beforeId: noticeId } = request.query;
    const last = atMs === undefined || noticeId === undefined ? undefined : { atMs, noticeId };
    const notices = await openNotices(deps.db, { last, count: noticesMax + 1 });
    const shown = notices.slice(0, noticesMax);
    return {
      notices: shown.map((notice) => ({ ...notice, facts: factsOf(notice.facts) })),
      hasMore: notices.length > noticesMax,
    };
  });
  const closing = { params: noticeIdParams, response: { 200: doneAnswer } };
  app.post('/notices/:noticeId/close', { schema: closing }, async (request, reply) => {
    const { noticeId } = request.params;
    const by = accountIdOf(request);
    const isClosed = await inTransaction(deps, async (transaction) => {
      const closed = await closeNotice(transaction, { noticeId, by, atMs: deps.clock.nowMs() });
      if (closed) {
        await auditChange(transaction, deps, {
          accountId: by,
          action: 'notice.close',
          subject: noticeId,
          facts: closed,
        });
      }
      return closed !== undefined;
    });
    return isClosed ? ({ done: true } as const) : sendAdminFailure(reply, 'not_found');
  });
}

function registerMembers(app: HqApp, deps: HqDeps): void {
  const held = { querystring: heldMembersQuery, response: { 200: heldMembersAnswer } };
  app.get('/members/held', { schema: held }, async (request) => {
    const after = request.query.after ?? null;
    const found = await heldMembers(deps.db, { after, count: heldMax + 1 });
    const members = found.slice(0, heldMax).map((member) => ({ ...member, aliases: [...member.aliases] }));
    return { members, hasMore: found.length > heldMax };
  });
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
