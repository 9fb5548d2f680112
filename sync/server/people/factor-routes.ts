/** Second factors: each person's own, those that administrators reset, and whether the chain asks for them. */

import type { FastifyReply } from 'fastify';
import { accountIdParams, doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import type { AdminErrorCode } from '#shared/contracts/hq/admin-common.ts';
import {
  codeRequest,
  factorAnswer,
  factorOfferAnswer,
  factorOfferRequest,
  recoveryCodesAnswer,
  signInRules,
} from '#shared/contracts/hq/admin-factor.ts';
import type { Result } from '#shared/kernel/result.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { recoveryCodesLeft, secondFactorOf } from '../db/stores/people/second-factors.ts';
import { isFactorRuleOn, putFactorRule } from '../db/stores/people/sign-in-rules.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { auditChange } from './audit-change.ts';
import { offerFactor, removeFactor, renewRecoveryCodes, resetFactor, takeFactor } from './change-factor.ts';
import { accountIdOf, signedInOf } from './guard-admin.ts';
import { isAskedForFactor } from './session-stage.ts';

/** What somebody is told instead of what the code would have brought. */
type Refusal = { readonly code: AdminErrorCode; readonly seconds?: number };

export function registerFactorRoutes(app: HqApp, deps: HqDeps): void {
  registerOwn(app, deps);
  registerOwnChanges(app, deps);
  registerOthers(app, deps);
  registerRules(app, deps);
}

export function refuseCode(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.seconds !== undefined) reply.header('retry-after', refusal.seconds);
  return sendAdminFailure(reply, refusal.code);
}

function registerOwn(app: HqApp, deps: HqDeps): void {
  app.get('/session/factor', { schema: { response: { 200: factorAnswer } } }, async (request) => {
    const { account, isFactorRule } = signedInOf(request);
    const found = await secondFactorOf(deps.db, account.accountId);
    const left = found && (await recoveryCodesLeft(deps.db, account.accountId));
    return {
      factor: found && left !== undefined ? { madeAtMs: found.madeAtMs, recoveryCodesLeft: left } : null,
      isRequired: isFactorRule && isAskedForFactor(account.role),
    };
  });
  const schema = { body: factorOfferRequest, response: { 200: factorOfferAnswer } };
  app.post('/session/factor/offer', { schema }, async (request, reply) => {
    const offered = await offerFactor(deps, signedInOf(request), request.body.code);
    return offered.ok ? offered.value : refuseCode(reply, offered.error);
  });
}

function registerOwnChanges(app: HqApp, deps: HqDeps): void {
  const codesSchema = { body: codeRequest, response: { 200: recoveryCodesAnswer } };
  const codes = (
    outcome: Result<readonly string[], Refusal>,
    reply: FastifyReply,
  ): { recoveryCodes: string[] } | FastifyReply =>
    outcome.ok ? { recoveryCodes: [...outcome.value] } : refuseCode(reply, outcome.error);
  app.post('/session/factor', { schema: codesSchema }, async (request, reply) =>
    codes(await takeFactor(deps, signedInOf(request), request.body.code), reply),
  );
  app.post('/session/factor/recovery-codes', { schema: codesSchema }, async (request, reply) =>
    codes(await renewRecoveryCodes(deps, signedInOf(request), request.body.code), reply),
  );
  const schema = { body: codeRequest, response: { 200: doneAnswer } };
  app.post('/session/factor/remove', { schema }, async (request, reply) => {
    const removed = await removeFactor(deps, signedInOf(request), request.body.code);
    return removed.ok ? { done: true as const } : refuseCode(reply, removed.error);
  });
}

function registerOthers(app: HqApp, deps: HqDeps): void {
  const schema = { params: accountIdParams, response: { 200: doneAnswer } };
  app.post('/accounts/:accountId/reset-factor', { schema }, async (request, reply) => {
    const { accountId } = request.params;
    const reset = await resetFactor(deps, { accountId, by: accountIdOf(request) });
    return reset.ok ? { done: true as const } : refuseCode(reply, reset.error);
  });
}

function registerRules(app: HqApp, deps: HqDeps): void {
  app.get('/sign-in-rules', { schema: { response: { 200: signInRules } } }, async () => ({
    isFactorRequired: await isFactorRuleOn(deps.db),
  }));
  const schema = { body: signInRules, response: { 200: doneAnswer } };
  app.put('/sign-in-rules', { schema }, async (request, reply) => {
    const { account, hasFactor } = signedInOf(request);
    const { isFactorRequired } = request.body;
    // Nobody asks others for what they do not have, nor locks themselves into setting it up at once.
    if (isFactorRequired && !hasFactor) return sendAdminFailure(reply, 'factor_missing');
    await inTransaction(
      deps,
      async (transaction) => {
        if (!(await putFactorRule(transaction, isFactorRequired))) return;
        const facts = { isFactorRequired, isFactorRequiredBefore: !isFactorRequired };
        const { accountId } = account;
        await auditChange(transaction, deps, {
          accountId,
          action: 'signInRules.change',
          subject: 'chain',
          facts,
        });
      },
      { isRepeatable: true },
    );
    return { done: true as const };
  });
}
