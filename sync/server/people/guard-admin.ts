/** Lets a request of a person through: from HQ's own pages, in a session, by a role that may. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { adminHeader, adminRoot } from '#shared/contracts/hq/admin-common.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createTokenBuckets } from '../auth/token-buckets.ts';
import type { BucketSize, TokenBuckets } from '../auth/token-buckets.ts';
import { sessionByHash, touchSession } from '../db/stores/people/sessions.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { adminPermissions } from './admin-permissions.ts';
import type { Permission } from './admin-permissions.ts';
import { hashOfToken } from './secret-token.ts';
import { sessionStage } from './session-stage.ts';
import { sessionToken } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | null;
  }
}

export type AdminRates = {
  /** Requests without a session, by address. */
  readonly stranger: BucketSize;
  /** Requests of one account. */
  readonly account: BucketSize;
};

export const adminRates: AdminRates = {
  stranger: { burst: 20, perSecond: 0.2 },
  account: { burst: 200, perSecond: 20 },
};

/** A session in which nothing is asked for so long ends. */
export const idleMsMax = 30 * 60_000;
/** So long after the password was given it is not asked for again. */
export const confirmedMs = 15 * 60_000;
/** The last use of a session is written down no more often than this. */
const touchMs = 60_000;

type Guard = {
  readonly deps: HqDeps;
  readonly strangers: TokenBuckets;
  readonly accounts: TokenBuckets;
};

/** Must be called before routes are added: a route that the table of permissions does not know throws. */
export function guardAdmin(app: HqApp, deps: HqDeps, rates: AdminRates): void {
  const guard: Guard = {
    deps,
    strangers: createTokenBuckets(rates.stranger, deps.clock),
    accounts: createTokenBuckets(rates.account, deps.clock),
  };
  app.decorateRequest('signedIn', null);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) permissionOf(one, url);
  });
  app.addHook('onRequest', (request, reply) => admit(request, reply, guard));
}

/** Who asks. For routes that not everybody may ask. */
export function signedInOf(request: FastifyRequest): SignedIn {
  invariant(request.signedIn !== null, 'only a signed-in person reaches this route');
  return request.signedIn;
}

export function accountIdOf(request: FastifyRequest): Uuid {
  return signedInOf(request).account.accountId;
}

function permissionOf(method: string, url: string): Permission {
  const path = url.startsWith(adminRoot) ? url.slice(adminRoot.length) : url;
  const permission = adminPermissions[`${method === 'HEAD' ? 'GET' : method} ${path}`];
  invariant(permission !== undefined, `${method} ${path} stands in the table of permissions`);
  return permission;
}

async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  guard: Guard,
): Promise<FastifyReply | undefined> {
  if (!isOwnPage(request)) return sendAdminFailure(reply, 'other_origin');
  const permission = permissionOf(request.method, request.routeOptions.url ?? '');
  if (permission.roles === 'anybody') return admitStranger(request, reply, guard);
  const signedIn = await sessionOf(request, guard.deps);
  if (!signedIn) {
    return (await admitStranger(request, reply, guard)) ?? sendAdminFailure(reply, 'not_authentic');
  }
  const { accountId, role } = signedIn.account;
  if (!guard.accounts.take(accountId)) return slowDown(reply, guard.accounts, accountId);
  const stage = sessionStage(signedIn);
  if (!(permission.stages ?? ['open']).includes(stage)) return sendAdminFailure(reply, stageFirst[stage]);
  if (!permission.roles.includes(role)) return sendAdminFailure(reply, 'not_allowed');
  const isConfirmed = guard.deps.clock.nowMs() - signedIn.confirmedAtMs < confirmedMs;
  if (permission.isConfirmed === true && !isConfirmed) return sendAdminFailure(reply, 'confirm_first');
  request.signedIn = signedIn;
  return undefined;
}

/** What has to be done first; an open session only lacks what another stage is asked for. */
const stageFirst = { code: 'code_first', enrolment: 'enrol_first', open: 'conflict' } as const;

async function admitStranger(
  request: FastifyRequest,
  reply: FastifyReply,
  { strangers }: Guard,
): Promise<FastifyReply | undefined> {
  return strangers.take(request.ip) ? undefined : slowDown(reply, strangers, request.ip);
}

function slowDown(reply: FastifyReply, bucket: TokenBuckets, name: string): FastifyReply {
  reply.header('retry-after', bucket.secondsUntilToken(name));
  return sendAdminFailure(reply, 'rate_limited');
}

/**
 * A page of another origin can make a browser send a request, but neither with a header of its own choice nor with HQ's
 * own origin. Reading is safe without: the answer is not shown to such a page.
 */
function isOwnPage(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  if (request.headers[adminHeader] === undefined) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `${request.protocol}://${request.host}`;
}

async function sessionOf(request: FastifyRequest, deps: HqDeps): Promise<SignedIn | undefined> {
  const token = sessionToken(request);
  if (token === undefined) return undefined;
  const signedIn = await sessionByHash(deps.db, hashOfToken(token, deps));
  const nowMs = deps.clock.nowMs();
  if (!signedIn || nowMs >= signedIn.expiresAtMs || nowMs - signedIn.usedAtMs >= idleMsMax) return undefined;
  if (nowMs - signedIn.usedAtMs >= touchMs) {
    await touchSession(deps.db, signedIn.tokenHash, { used_ms: nowMs });
  }
  return signedIn;
}
