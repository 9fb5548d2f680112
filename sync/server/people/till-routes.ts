/** Tills: looked at, made, moved, frozen, revoked, replaced. */

import { deviceIdParams, doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import {
  changeTillRequest,
  codeAnswer,
  freezeRequest,
  newTillRequest,
  revokeRequest,
  tillsAnswer,
  unfreezeRequest,
} from '#shared/contracts/hq/admin-tills.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { allTills } from '../db/stores/people/tills.ts';
import type { Till } from '../db/stores/people/tills.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import {
  createTill,
  freezeTill,
  moveTill,
  newCode,
  replaceTill,
  revokeTill,
  unfreezeTill,
} from './change-tills.ts';
import type { TillRefusal, TillWish } from './change-tills.ts';
import { accountIdOf } from './guard-admin.ts';

export function registerTillRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/tills', { schema: { response: { 200: tillsAnswer } } }, async () => ({
    tills: (await allTills(deps.db)).map(viewOf),
    nowMs: deps.clock.nowMs(),
  }));
  registerCodes(app, deps);
  registerChanges(app, deps);
}

function registerCodes(app: HqApp, deps: HqDeps): void {
  const response = { 200: codeAnswer };
  app.post('/tills', { schema: { body: newTillRequest, response } }, async (request, reply) => {
    const outcome = await createTill(deps, { ...request.body, by: accountIdOf(request) });
    return outcome.ok ? outcome.value : sendAdminFailure(reply, outcome.error);
  });
  const schema = { params: deviceIdParams, response };
  app.post('/tills/:deviceId/code', { schema }, async (request, reply) => {
    const outcome = await newCode(deps, wishOf(request, request.params.deviceId));
    return outcome.ok ? outcome.value : sendAdminFailure(reply, outcome.error);
  });
  app.post('/tills/:deviceId/replace', { schema }, async (request, reply) => {
    const outcome = await replaceTill(deps, wishOf(request, request.params.deviceId));
    return outcome.ok ? outcome.value : sendAdminFailure(reply, outcome.error);
  });
}

function registerChanges(app: HqApp, deps: HqDeps): void {
  const schema = { params: deviceIdParams, response: { 200: doneAnswer } };
  app.put('/tills/:deviceId', { schema: { ...schema, body: changeTillRequest } }, async (request, reply) => {
    const wish = { ...wishOf(request, request.params.deviceId), ...request.body };
    return doneOf(await moveTill(deps, wish), reply);
  });
  app.post(
    '/tills/:deviceId/revoke',
    { schema: { ...schema, body: revokeRequest } },
    async (request, reply) => {
      const wish = { ...wishOf(request, request.params.deviceId), fromMs: request.body.fromMs };
      return doneOf(await revokeTill(deps, wish), reply);
    },
  );
  app.post(
    '/tills/:deviceId/freeze',
    { schema: { ...schema, body: freezeRequest } },
    async (request, reply) => {
      const wish = { ...wishOf(request, request.params.deviceId), why: request.body.why };
      return doneOf(await freezeTill(deps, wish), reply);
    },
  );
  app.post(
    '/tills/:deviceId/unfreeze',
    { schema: { ...schema, body: unfreezeRequest } },
    async (request, reply) => {
      const wish = { ...wishOf(request, request.params.deviceId), why: request.body.why };
      return doneOf(await unfreezeTill(deps, wish), reply);
    },
  );
}

function wishOf(request: FastifyRequest, deviceId: Uuid): TillWish {
  return { deviceId, by: accountIdOf(request) };
}

function doneOf(
  outcome: Result<Till, TillRefusal>,
  reply: FastifyReply,
): { readonly done: true } | FastifyReply {
  return outcome.ok ? { done: true } : sendAdminFailure(reply, outcome.error);
}

function viewOf(till: Till): TillView {
  const { publicKey: _secretOfNobody, ...view } = till;
  return view;
}
