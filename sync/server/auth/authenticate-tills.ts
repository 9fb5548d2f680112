/** Lets a request through when a till signed it, and slows down whoever asks too often. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { joiningDeviceId } from '#shared/contracts/sync/protocol.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { SigningTill } from '../db/stores/people/signing-till.ts';
import { createKnownAskers } from './known-askers.ts';
import type { Asker, KnownAskers } from './known-askers.ts';
import { rawBody, readJsonBody } from './raw-bodies.ts';
import { isSignedBy, readSignature } from './request-signature.ts';
import type { RequestSignature } from './request-signature.ts';
import type { SyncAccess } from './sync-access.ts';
import { sendSyncFailure } from './sync-failure.ts';
import { createTillDirectory } from './till-directory.ts';
import type { TillDirectory } from './till-directory.ts';
import { createTokenBuckets } from './token-buckets.ts';
import type { BucketSize, TokenBuckets } from './token-buckets.ts';

export type SyncRates = {
  /** Signed requests of one till. */
  readonly till: BucketSize;
  /** Requests of one address that turned out to be no till's. */
  readonly failed: BucketSize;
  /** `hello` and paths that do not exist, by address. */
  readonly open: BucketSize;
  /** Requests to join, by address. */
  readonly joining: BucketSize;
};

export const syncRates: SyncRates = {
  // A till that reads a large snapshot asks for pages as fast as the line carries them.
  till: { burst: 2_000, perSecond: 200 },
  failed: { burst: 60, perSecond: 1 },
  open: { burst: 120, perSecond: 5 },
  // A till that waits for its approval asks every few seconds; many of a shop have one address.
  joining: { burst: 60, perSecond: 2 },
};

type Guard = {
  readonly deps: HqDeps;
  readonly directory: TillDirectory;
  readonly known: KnownAskers;
  readonly buckets: Readonly<Record<keyof SyncRates, TokenBuckets>>;
};

/** Must be called after `takeRawBodies` and before routes are added. */
export function authenticateTills(app: HqApp, deps: HqDeps, rates: SyncRates): void {
  const guard: Guard = {
    deps,
    directory: createTillDirectory(deps.db, deps.clock),
    known: createKnownAskers(),
    buckets: {
      till: createTokenBuckets(rates.till, deps.clock),
      failed: createTokenBuckets(rates.failed, deps.clock),
      open: createTokenBuckets(rates.open, deps.clock),
      joining: createTokenBuckets(rates.joining, deps.clock),
    },
  };
  app.decorateRequest('syncAsker', null);
  app.addHook('onRequest', (request, reply) => beforeBody(request, reply, guard));
  app.addHook('preValidation', async (request, reply) => afterBody(request, reply, guard));
}

/** Before a byte of the body is read: who says to be asking, and whether they come too often. */
async function beforeBody(request: FastifyRequest, reply: FastifyReply, guard: Guard): Promise<unknown> {
  const access = accessOf(request);
  switch (access) {
    case 'open':
    case 'joining':
      return admitStranger(request, reply, { guard, access });
    case 'till':
    case 'anyTill':
      return admitTill(request, reply, guard);
  }
}

function accessOf(request: FastifyRequest): SyncAccess {
  return request.is404 ? 'open' : (request.routeOptions.config.syncAccess ?? 'till');
}

type Stranger = { readonly guard: Guard; readonly access: 'open' | 'joining' };

function admitStranger(
  request: FastifyRequest,
  reply: FastifyReply,
  { guard, access }: Stranger,
): FastifyReply | undefined {
  const bucket = guard.buckets[access];
  if (!bucket.take(request.ip)) return refuseForAWhile(reply, bucket, request.ip);
  if (access === 'open') {
    request.syncAsker = { kind: 'open' };
    return undefined;
  }
  const signature = readSignature(request);
  if (signature?.deviceId !== joiningDeviceId) return sendSyncFailure(reply, 'not_authentic');
  request.syncAsker = { kind: 'joining', signature, body: new Uint8Array() };
  return undefined;
}

async function admitTill(
  request: FastifyRequest,
  reply: FastifyReply,
  guard: Guard,
): Promise<FastifyReply | undefined> {
  const signature = readSignature(request);
  const { failed } = guard.buckets;
  const isKnown = signature !== undefined && guard.known.has(askerOf(request, signature));
  // Before the database is asked: made-up ids must not become its load.
  if (!isKnown && !failed.hasToken(request.ip)) return refuseForAWhile(reply, failed, request.ip);
  const till = signature && (await guard.directory.tillOf(signature.deviceId));
  if (!signature || !till) return refuseAsNoTill(request, reply, guard);
  request.syncAsker = { kind: 'till', till, signature };
  return undefined;
}

/** The body has come: whether it is what was signed. */
function afterBody(request: FastifyRequest, reply: FastifyReply, guard: Guard): FastifyReply | undefined {
  const asker = request.syncAsker;
  const body = rawBody(request);
  if (asker?.kind === 'till') {
    const { till, signature } = asker;
    if (!isSignedBy(till.publicKey, { request, signature, body }, guard.deps)) {
      guard.known.remove(askerOf(request, signature));
      return refuseAsNoTill(request, reply, guard);
    }
    guard.known.add(askerOf(request, signature));
    const refused = refuseKnownTill(request, reply, { guard, till });
    if (refused) return refused;
  }
  if (asker?.kind === 'joining') request.syncAsker = { ...asker, body };
  return readJsonBody(request) ? undefined : sendSyncFailure(reply, 'malformed', { at: 'body' });
}

type KnownTill = { readonly guard: Guard; readonly till: SigningTill };

/** Counted only once the signature is known to be good, so that nobody else can use a till's tokens up. */
function refuseKnownTill(
  request: FastifyRequest,
  reply: FastifyReply,
  { guard, till }: KnownTill,
): FastifyReply | undefined {
  const bucket = guard.buckets.till;
  if (!bucket.take(till.deviceId)) return refuseForAWhile(reply, bucket, till.deviceId);
  const isOut = till.state === 'revoked' || till.state === 'replaced';
  if (isOut && accessOf(request) === 'till') return sendSyncFailure(reply, 'revoked', { state: till.state });
  return undefined;
}

function askerOf(request: FastifyRequest, { deviceId }: RequestSignature): Asker {
  return { address: request.ip, deviceId };
}

/** The same words for no headers, an unknown device and a wrong signature: nobody learns which ids exist. */
function refuseAsNoTill(request: FastifyRequest, reply: FastifyReply, guard: Guard): FastifyReply {
  guard.buckets.failed.take(request.ip);
  return sendSyncFailure(reply, 'not_authentic');
}

function refuseForAWhile(reply: FastifyReply, bucket: TokenBuckets, name: string): FastifyReply {
  reply.header('retry-after', bucket.secondsUntilToken(name));
  return sendSyncFailure(reply, 'rate_limited');
}
