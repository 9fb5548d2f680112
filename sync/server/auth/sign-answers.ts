/** Signs every answer of a scope, refusals included: a till believes nothing else. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { answerBytes } from '#sync/core/envelope.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { ServiceKey, ServiceKeys } from '../service-keys.ts';
import { hexHeader } from './request-signature.ts';

type SignDeps = Pick<HqDeps, 'identity' | 'serviceKeys' | 'sha256' | 'utf8'>;

/** A request without a usable id is answered for this one, which nobody asks with. */
const noRequestId = new Uint8Array(16);

/** Statuses whose answers have no body, whatever was handed over. */
const bodilessStatuses: readonly number[] = [204, 304];

export function signAnswers(app: HqApp, deps: SignDeps): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const key = keyFor(request, deps.serviceKeys);
    const requestId = hexHeader(request, syncHeaders.request, noRequestId.length) ?? noRequestId;
    const body = isBodiless(request, reply) ? new Uint8Array() : bytesOf(payload, deps);
    const message = answerBytes({ requestId, status: reply.statusCode, body }, deps);
    reply.header(syncHeaders.hq, deps.identity.hqId);
    reply.header(syncHeaders.key, key.keyId);
    reply.header(syncHeaders.signature, bytesToHex(key.sign(message)));
    return payload;
  });
}

/**
 * The key that the asker named as the one that it trusts, while HQ has it; otherwise the current one. So a till that was
 * away during a change of keys still understands the answer that tells it of the next key.
 */
export function keyFor(request: FastifyRequest, { current, retired }: ServiceKeys): ServiceKey {
  const wanted = request.headers[syncHeaders.key];
  return [current, ...retired].find(({ keyId }) => keyId === wanted) ?? current;
}

function isBodiless(request: FastifyRequest, reply: FastifyReply): boolean {
  return request.method === 'HEAD' || bodilessStatuses.includes(reply.statusCode);
}

function bytesOf(payload: unknown, { utf8 }: SignDeps): Uint8Array {
  if (payload === undefined || payload === null) return new Uint8Array();
  if (typeof payload === 'string') return utf8.encode(payload);
  // An endless answer is written past Fastify and is not signed.
  invariant(payload instanceof Uint8Array, 'an answer to a till is a text or bytes');
  return payload;
}
