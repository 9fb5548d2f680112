/**
 * `/publish/1`: what publishers ask from their own machines. Each request is signed with the publisher's own key, the one
 * that approves; there is no session and no password. An answer needs no signature: what counts is checked by tills.
 */

import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  publishErrorStatus,
  publishRoot,
  publishSkewMsMax,
  ruleSetHashParams,
  timedApproval,
  timedProposal,
  timedPublishers,
  timedRequest,
} from '#shared/contracts/hq/publishing.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Result } from '#shared/kernel/result.ts';
import { rawBody, readJsonBody, takeRawBodies } from '../auth/raw-bodies.ts';
import { isSignedBy, readSignature } from '../auth/request-signature.ts';
import { createTokenBuckets } from '../auth/token-buckets.ts';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendFailure } from '../http-failure.ts';
import { auditChange } from '../people/audit-change.ts';
import { readPublishers } from './chain-documents.ts';
import { changePublishers } from './change-publishers.ts';
import { approve, hashFrom, propose, rollBack, ruleSetViews, ruleSetWithText } from './publish-rule-sets.ts';
import type { AlsoWrite, PublishRefusal } from './publish-rule-sets.ts';

/** Requests by address, signed or not: a person approves a few times a day. */
const rate = { burst: 60, perSecond: 1 };
const ruleSetBytesMax = 17 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    publisherId: Uuid | null;
  }
}

export const publishArea: HqArea = {
  name: 'publish',
  register: async (app, deps) => {
    await app.register(
      async (scope) => {
        takeRawBodies(scope);
        authenticate(scope, deps);
        registerReading(scope, deps);
        registerPublishing(scope, deps);
      },
      { prefix: publishRoot },
    );
  },
};

function authenticate(app: HqApp, deps: HqDeps): void {
  const buckets = createTokenBuckets(rate, deps.clock);
  app.decorateRequest('publisherId', null);
  app.addHook('onRequest', async (request, reply) => {
    if (buckets.take(request.ip)) return undefined;
    reply.header('retry-after', buckets.secondsUntilToken(request.ip));
    return sendFailure(reply, 'rate_limited');
  });
  app.addHook('preValidation', async (request, reply) => {
    const signature = readSignature(request);
    const list = await readPublishers(deps.db);
    const publisher = list?.publishers.find(({ publisherId }) => publisherId === signature?.deviceId);
    const publicKey = publisher && hexToBytes(publisher.publicKey);
    const body = rawBody(request);
    // The same answer for no signature, an unknown person and a wrong key.
    if (!signature || !publicKey || !isSignedBy(publicKey, { request, signature, body }, deps)) {
      return sendFailure(reply, 'not_authentic');
    }
    request.publisherId = signature.deviceId;
    if (!readJsonBody(request)) return sendFailure(reply, 'malformed', { at: 'body' });
    return isFresh(request, deps) ? undefined : sendFailure(reply, 'not_authentic', { clock: 'other' });
  });
}

/** Whoever recorded a request must not be able to send it once more next week. Reading changes nothing. */
function isFresh({ method, body }: FastifyRequest, { clock }: HqDeps): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const timed = timedRequest.safeParse(body);
  return timed.success && Math.abs(clock.nowMs() - timed.data.atMs) <= publishSkewMsMax;
}

function registerReading(app: HqApp, deps: HqDeps): void {
  app.get('/rule-sets', async () => ({ ruleSets: await ruleSetViews(deps) }));
  app.get('/rule-sets/:ruleSetHash', { schema: { params: ruleSetHashParams } }, async (request, reply) =>
    answer(reply, await ruleSetWithText(deps, hashFrom(request.params.ruleSetHash))),
  );
  app.get('/publishers', async () => ({ publishers: (await readPublishers(deps.db)) ?? null }));
}

function registerPublishing(app: HqApp, deps: HqDeps): void {
  const params = ruleSetHashParams;
  app.post(
    '/rule-sets',
    { schema: { body: timedProposal }, bodyLimit: ruleSetBytesMax },
    async (request, reply) =>
      answer(
        reply,
        await propose(deps, {
          ruleSet: request.body.ruleSet,
          by: publisherOf(request),
          alsoWrite: recordOf(request, deps, 'ruleSet.propose'),
        }),
      ),
  );
  app.post(
    '/rule-sets/:ruleSetHash/approval',
    { schema: { params, body: timedApproval } },
    async (request, reply) => {
      const signature = hexToBytes(request.body.signature);
      invariant(signature !== undefined, 'a checked signature is hexadecimal');
      const ruleSetHash = hashFrom(request.params.ruleSetHash);
      return answer(
        reply,
        await approve(deps, {
          ruleSetHash,
          publisherId: publisherOf(request),
          signature,
          alsoWrite: recordOf(request, deps, 'ruleSet.approve'),
        }),
      );
    },
  );
  app.post(
    '/rule-sets/:ruleSetHash/rollback',
    { schema: { params, body: timedRequest } },
    async (request, reply) =>
      answer(
        reply,
        await rollBack(deps, {
          ruleSetHash: hashFrom(request.params.ruleSetHash),
          publisherId: publisherOf(request),
          alsoWrite: recordOf(request, deps, 'ruleSet.rollBack'),
        }),
      ),
  );
  app.post('/publishers', { schema: { body: timedPublishers } }, async (request, reply) =>
    answer(
      reply,
      await changePublishers(deps, {
        list: request.body.publishers,
        alsoWrite: (transaction) =>
          auditChange(transaction, deps, {
            accountId: null,
            action: 'publishers.change',
            subject: String(request.body.publishers.version),
            facts: {
              publisherId: publisherOf(request),
              publishers: request.body.publishers.publishers.length,
            },
          }),
      }),
    ),
  );
}

/** A publisher's key is no account: the record names the publisher. */
function recordOf(request: FastifyRequest, deps: HqDeps, action: string): AlsoWrite {
  return (transaction, { ruleSetHash, state, missing }) =>
    auditChange(transaction, deps, {
      accountId: null,
      action,
      subject: ruleSetHash,
      facts: { publisherId: publisherOf(request), state, missing },
    });
}

function publisherOf({ publisherId }: FastifyRequest): Uuid {
  invariant(publisherId !== null, 'only a publisher reaches this route');
  return publisherId;
}

function answer(reply: FastifyReply, result: Result<unknown, PublishRefusal>): FastifyReply {
  if (result.ok) return reply.send(result.value);
  const { code, details } = result.error;
  return reply
    .code(publishErrorStatus[code])
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, details } });
}
