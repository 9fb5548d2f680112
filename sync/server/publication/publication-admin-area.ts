/** What people at HQ see and order of publishing and of members: rule sets, the first publishers, erasures. */

import type { FastifyReply } from 'fastify';
import { doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import { erasuresAnswer, erasureAnswer, memberRefParams } from '#shared/contracts/hq/admin-members.ts';
import {
  approvalRequest,
  proposalRequest,
  publishErrorStatus,
  publishersAnswer,
  ruleSetAnswer,
  ruleSetHashParams,
  ruleSetsAnswer,
  ruleSetView,
} from '#shared/contracts/hq/publishing.ts';
import { publishersSchema } from '#shared/contracts/sync/pull-records.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { erasureProgress } from '../db/stores/publication/erasure-store.ts';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { eraseMember } from '../members/erase-member.ts';
import { sendAdminFailure } from '../people/admin-failure.ts';
import { auditChange } from '../people/audit-change.ts';
import type { AuditedChange } from '../people/audit-change.ts';
import { accountIdOf } from '../people/guard-admin.ts';
import { readPublishers } from './chain-documents.ts';
import { registerChainRoutes } from './chain-routes.ts';
import { changePublishers } from './change-publishers.ts';
import { approve, hashFrom, propose, ruleSetViews, ruleSetWithText, withdraw } from './publish-rule-sets.ts';
import type { AlsoWrite, PublishRefusal } from './publish-rule-sets.ts';

const ruleSetBytesMax = 17 * 1024 * 1024;
const erasuresListed = 200;

export const publicationAdminArea: HqArea = {
  name: 'publication',
  register: (app, deps) => {
    registerChainRoutes(app, deps);
    registerRuleSets(app, deps);
    registerDecisions(app, deps);
    registerPublishers(app, deps);
    registerErasures(app, deps);
  },
};

function registerRuleSets(app: HqApp, deps: HqDeps): void {
  app.get('/rule-sets', { schema: { response: { 200: ruleSetsAnswer } } }, async () => ({
    ruleSets: [...(await ruleSetViews(deps))],
  }));
  const oneSchema = { params: ruleSetHashParams, response: { 200: ruleSetAnswer } };
  app.get('/rule-sets/:ruleSetHash', { schema: oneSchema }, async (request, reply) => {
    const found = await ruleSetWithText(deps, hashFrom(request.params.ruleSetHash));
    return found.ok ? found.value : refuse(reply, found.error);
  });
  const schema = { body: proposalRequest, response: { 200: ruleSetView } };
  app.post('/rule-sets', { schema, bodyLimit: ruleSetBytesMax }, async (request, reply) => {
    const accountId = accountIdOf(request);
    const proposed = await propose(deps, {
      ruleSet: request.body.ruleSet,
      by: accountId,
      alsoWrite: recordOf(deps, { accountId, action: 'ruleSet.propose' }),
    });
    return proposed.ok ? proposed.value : refuse(reply, proposed.error);
  });
}

function registerDecisions(app: HqApp, deps: HqDeps): void {
  const approveSchema = {
    params: ruleSetHashParams,
    body: approvalRequest,
    response: { 200: ruleSetView },
  };
  app.post('/rule-sets/:ruleSetHash/approval', { schema: approveSchema }, async (request, reply) => {
    const { ruleSetHash } = request.params;
    const signature = hexToBytes(request.body.signature);
    invariant(signature !== undefined, 'a checked signature is hexadecimal');
    const { publisherId } = request.body;
    const record = { accountId: accountIdOf(request), action: 'ruleSet.approve', facts: { publisherId } };
    const approved = await approve(deps, {
      ruleSetHash: hashFrom(ruleSetHash),
      publisherId,
      signature,
      alsoWrite: recordOf(deps, record),
    });
    return approved.ok ? approved.value : refuse(reply, approved.error);
  });
  const schema = { params: ruleSetHashParams, response: { 200: ruleSetView } };
  app.post('/rule-sets/:ruleSetHash/withdraw', { schema }, async (request, reply) => {
    const { ruleSetHash } = request.params;
    const withdrawn = await withdraw(deps, {
      ruleSetHash: hashFrom(ruleSetHash),
      alsoWrite: recordOf(deps, { accountId: accountIdOf(request), action: 'ruleSet.withdraw' }),
    });
    return withdrawn.ok ? withdrawn.value : refuse(reply, withdrawn.error);
  });
}

function registerPublishers(app: HqApp, deps: HqDeps): void {
  app.get('/publishers', { schema: { response: { 200: publishersAnswer } } }, async () => ({
    publishers: (await readPublishers(deps.db)) ?? null,
  }));
  const schema = { body: publishersSchema, response: { 200: doneAnswer } };
  app.put('/publishers', { schema }, async (request, reply) => {
    const accountId = accountIdOf(request);
    const list = request.body;
    const changed = await changePublishers(deps, {
      list,
      alsoWrite: async (transaction) =>
        auditChange(transaction, deps, {
          accountId,
          action: 'publishers.change',
          subject: String(list.version),
        }),
    });
    return changed.ok ? { done: true as const } : refuse(reply, changed.error);
  });
}

function registerErasures(app: HqApp, deps: HqDeps): void {
  app.get('/erasures', { schema: { response: { 200: erasuresAnswer } } }, async () => ({
    erasures: (await erasureProgress(deps.db, erasuresListed)).map((row) => ({
      ...row,
      done: [...row.done],
    })),
  }));
  const schema = { params: memberRefParams, response: { 200: erasureAnswer } };
  app.post('/members/:memberRef/erase', { schema }, async (request, reply) => {
    const { memberRef } = request.params;
    const orderId = await eraseMember(deps, { memberRef, orderedBy: accountIdOf(request) });
    return orderId === undefined ? sendAdminFailure(reply, 'not_found') : { orderId };
  });
}

function recordOf(deps: HqDeps, change: Omit<AuditedChange, 'subject'>): AlsoWrite {
  return (transaction, { ruleSetHash, state, missing }) =>
    auditChange(transaction, deps, {
      ...change,
      subject: ruleSetHash,
      facts: { ...change.facts, state, missing },
    });
}

function refuse(reply: FastifyReply, { code, details }: PublishRefusal): FastifyReply {
  return reply
    .code(publishErrorStatus[code])
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, details } });
}
