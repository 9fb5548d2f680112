/** Operators of the tills: looked at, made, changed, given another PIN, suspended. */

import type { FastifyReply } from 'fastify';
import {
  newOperatorRequest,
  operatorIdParams,
  operatorRequest,
  operatorsAnswer,
  operatorView,
  pinRequest,
} from '#shared/contracts/hq/admin-operators.ts';
import { pinFault } from '#shared/domain/operator-pin.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { allOperators } from '../db/stores/people/operators.ts';
import type { Operator } from '../db/stores/people/operators.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { addOperator, changeOperator, changePin } from './change-operators.ts';
import type { OperatorRefusal } from './change-operators.ts';
import { accountIdOf } from './guard-admin.ts';

export function registerOperatorRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/operators', { schema: { response: { 200: operatorsAnswer } } }, async () => ({
    operators: [...(await allOperators(deps.db))],
  }));
  const schema = { body: newOperatorRequest, response: { 200: operatorView } };
  app.post('/operators', { schema }, async (request, reply) => {
    const { pin, ...wanted } = request.body;
    const reason = pinFault(pin);
    if (reason !== undefined) return sendAdminFailure(reply, 'pin_weak', { reason });
    const operatorId = uuidV7(deps.clock.nowMs(), deps.randomBytes(10));
    const operator: Operator = { operatorId, ...wanted, state: 'active' };
    return answerOf(await addOperator(deps, operator, { pin, by: accountIdOf(request) }), reply);
  });
  registerPin(app, deps);
  registerChanges(app, deps);
}

function registerPin(app: HqApp, deps: HqDeps): void {
  const schema = { params: operatorIdParams, body: pinRequest, response: { 200: operatorView } };
  app.post('/operators/:operatorId/pin', { schema }, async (request, reply) => {
    const { pin } = request.body;
    const reason = pinFault(pin);
    if (reason !== undefined) return sendAdminFailure(reply, 'pin_weak', { reason });
    const by = accountIdOf(request);
    return answerOf(await changePin(deps, request.params.operatorId, { pin, by }), reply);
  });
}

function registerChanges(app: HqApp, deps: HqDeps): void {
  const schema = { params: operatorIdParams, response: { 200: operatorView } };
  app.put(
    '/operators/:operatorId',
    { schema: { ...schema, body: operatorRequest } },
    async (request, reply) => {
      const { operatorId } = request.params;
      const wish = { operatorId, by: accountIdOf(request), set: request.body };
      return answerOf(await changeOperator(deps, wish), reply);
    },
  );
  for (const [verb, state] of [
    ['suspend', 'suspended'],
    ['resume', 'active'],
  ] as const) {
    app.post(`/operators/:operatorId/${verb}`, { schema }, async (request, reply) => {
      const { operatorId } = request.params;
      const wish = { operatorId, by: accountIdOf(request), set: { state } };
      return answerOf(await changeOperator(deps, wish), reply);
    });
  }
}

function answerOf(changed: Result<Operator, OperatorRefusal>, reply: FastifyReply): Operator | FastifyReply {
  return changed.ok ? changed.value : sendAdminFailure(reply, changed.error);
}
