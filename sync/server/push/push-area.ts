/** Routes by which tills bring what they booked, and read it back. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pushBytesMax, pushContentType, ruleSetBytesMax } from '#shared/contracts/sync/protocol.ts';
import { contactRequest, ruleSetUpload } from '#shared/contracts/sync/sync-schemas.ts';
import { rawBody } from '../auth/raw-bodies.ts';
import { tillOf } from '../auth/sync-access.ts';
import { sendSyncFailure } from '../auth/sync-failure.ts';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { answerContact } from './answer-contact.ts';
import { answerPush } from './answer-push.ts';
import { readBack } from './read-back.ts';
import type { SyncFailure } from './sync-failure.ts';
import { giveRuleSet, takeRuleSet } from './take-rule-set.ts';

/** What a till did before it was revoked still belongs here: every route is open to those tills too. */
const config = { syncAccess: 'anyTill' } as const;

const entriesQuery = z.object({
  epoch: z.coerce.number().int().min(1).max(1_048_575),
  branch: z.coerce.number().int().min(0).max(1_000_000),
  from: z.coerce.number().int().min(1).max(4_294_967_295),
});
const ruleSetName = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Behind `/sync/1`, under the scope that checks signatures. */
export const pushArea: HqArea = {
  name: 'push',
  register: (app, deps) => {
    addPush(app, deps);
    addContact(app, deps);
    addEntries(app, deps);
    addRuleSets(app, deps);
    addRuleSetsBack(app, deps);
  },
};

/** Bodies that are still coming lie in memory, and nobody knows yet who sends them: so much of them together. */
const comingBytesMax = 256 * 1024 * 1024;

function addPush(app: HqApp, deps: HqDeps): void {
  let comingBytes = 0;
  // Before the body is read: a till on a thin line should not send it for nothing.
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const bytes = announcedBytes(request);
    if (deps.receiving.isFull() || comingBytes + bytes > comingBytesMax) return sendAway(reply, deps);
    comingBytes += bytes;
    let isHere = false;
    const here = (): void => {
      if (!isHere) comingBytes -= bytes;
      isHere = true;
    };
    request.raw.once('end', here);
    reply.raw.once('close', here);
    return undefined;
  };
  app.post('/push', { config, bodyLimit: pushBytesMax, onRequest }, async (request, reply) => {
    if (request.headers['content-type'] !== pushContentType) {
      return sendSyncFailure(reply, 'malformed', { at: 'contentType' });
    }
    const body = rawBody(request);
    const admitted = deps.receiving.admit(body.length);
    if (admitted === undefined) return sendAway(reply, deps);
    try {
      await admitted.turn();
      const answer = await answerPush(deps, tillOf(request), body);
      return answer.ok ? reply.send(answer.value) : refuse(reply, answer.error);
    } finally {
      admitted.end();
    }
  });
}

function addContact(app: HqApp, deps: HqDeps): void {
  app.post('/contact', { config, schema: { body: contactRequest } }, async (request, reply) => {
    const contact = request.body;
    if (hasNul(contact.app) || hasNul(contact.cursor ?? '')) {
      return sendSyncFailure(reply, 'malformed', { at: 'cursor' });
    }
    // It would send what cannot be taken: it comes with both later.
    if (contact.backlog > 0 && deps.receiving.isFull()) return sendAway(reply, deps);
    const answer = await answerContact(deps, tillOf(request).deviceId, contact);
    return answer.ok ? reply.send(answer.value) : refuse(reply, answer.error);
  });
}

function addEntries(app: HqApp, deps: HqDeps): void {
  app.get('/entries', { config, schema: { querystring: entriesQuery } }, async (request, reply) => {
    const { deviceId } = tillOf(request);
    const { epoch, branch, from: fromSeq } = request.query;
    const entries = await readBack(deps.db, { deviceId, epoch, branch, fromSeq });
    return reply.type(pushContentType).send(Buffer.from(entries));
  });
}

function addRuleSets(app: HqApp, deps: HqDeps): void {
  const schema = { params: ruleSetName, body: ruleSetUpload };
  const long = { ...config, isLong: true } as const;
  app.put(
    '/rule-sets/:hash',
    { config: long, schema, bodyLimit: ruleSetBytesMax },
    async (request, reply) => {
      const { ruleSetHash, canonicalJson } = request.body;
      if (hasNul(canonicalJson)) return sendSyncFailure(reply, 'malformed', { at: 'canonicalJson' });
      const { deviceId } = tillOf(request);
      const taken = await takeRuleSet(deps, {
        deviceId,
        name: request.params.hash,
        ruleSetHash,
        canonicalJson,
      });
      return taken.ok ? reply.send({}) : refuse(reply, taken.error);
    },
  );
}

function addRuleSetsBack(app: HqApp, deps: HqDeps): void {
  app.get('/rule-sets/:hash', { config, schema: { params: ruleSetName } }, async (request, reply) => {
    const { deviceId } = tillOf(request);
    const given = await giveRuleSet(deps, deviceId, request.params.hash);
    return given.ok ? reply.send(given.value) : refuse(reply, given.error);
  });
}

/** As much as a push may have, where it does not say how long it is; one that says more is refused for that. */
function announcedBytes({ headers }: FastifyRequest): number {
  const announced = Number(headers['content-length'] ?? pushBytesMax);
  return announced <= pushBytesMax ? announced : 0;
}

/** PostgreSQL has no text with it, and no till writes it. */
function hasNul(text: string): boolean {
  return text.includes('\0');
}

/** Too many others send at this moment. */
function sendAway(reply: FastifyReply, { receiving }: HqDeps): FastifyReply {
  reply.header('retry-after', receiving.secondsUntilPlace());
  return sendSyncFailure(reply, 'busy');
}

function refuse(reply: FastifyReply, { code, details }: SyncFailure): FastifyReply {
  return sendSyncFailure(reply, code, details);
}
