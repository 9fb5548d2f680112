/** Signing in and out, and choosing a password by a link. */

import {
  confirmRequest,
  sessionAnswer,
  setupLinkAnswer,
  setupLinkQuery,
  setupRequest,
  signInRequest,
} from '#shared/contracts/hq/admin-session.ts';
import type { SessionAnswer } from '#shared/contracts/hq/admin-session.ts';
import { doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import type { FastifyReply } from 'fastify';
import { deleteSession, touchSession } from '../db/stores/people/sessions.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';
import type { HqApp } from '../hq-area.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { confirmedMs, signedInOf } from './guard-admin.ts';
import type { PeopleDeps } from './people-deps.ts';
import { hashOfToken } from './secret-token.ts';
import { clearSessionCookie, sessionToken, setSessionCookie } from './session-cookie.ts';
import { openLink, useSetupLink } from './setup-link.ts';
import { checkPassword, signIn } from './sign-in.ts';
import type { SignInRefusal } from './sign-in.ts';

export function registerSessionRoutes(app: HqApp, deps: PeopleDeps): void {
  registerSignIn(app, deps);
  registerSession(app, deps);
  registerSetup(app, deps);
}

function registerSignIn(app: HqApp, deps: PeopleDeps): void {
  const schema = { body: signInRequest, response: { 200: sessionAnswer } };
  app.post('/session', { schema }, async (request, reply) => {
    const outcome = await signIn(deps, request.body, addressOf(request.ip));
    if (!outcome.ok) return refuseSignIn(reply, outcome.error);
    // Whatever session the browser had ends here: a new one never has a token that somebody else may know.
    const former = sessionToken(request);
    if (former !== undefined) await deleteSession(deps.db, hashOfToken(former, deps));
    setSessionCookie(request, reply, outcome.value.token);
    return viewOf(outcome.value.signedIn);
  });
}

function registerSession(app: HqApp, deps: PeopleDeps): void {
  app.get('/session', { schema: { response: { 200: sessionAnswer } } }, (request) =>
    viewOf(signedInOf(request)),
  );
  app.delete('/session', { schema: { response: { 200: doneAnswer } } }, async (request, reply) => {
    await deleteSession(deps.db, signedInOf(request).tokenHash);
    clearSessionCookie(request, reply);
    return { done: true as const };
  });
  const schema = { body: confirmRequest, response: { 200: sessionAnswer } };
  app.post('/session/confirm', { schema }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const { account, tokenHash } = signedIn;
    const credentials = { login: account.login, password: request.body.password };
    const outcome = await checkPassword(deps, credentials, { kind: 'session', tokenHash });
    if (!outcome.ok) return refuseSignIn(reply, outcome.error);
    const nowMs = deps.clock.nowMs();
    await touchSession(deps.db, signedIn.tokenHash, { used_ms: nowMs, confirmed_ms: nowMs });
    return viewOf({ ...signedIn, confirmedAtMs: nowMs });
  });
}

function registerSetup(app: HqApp, deps: PeopleDeps): void {
  const lookSchema = { querystring: setupLinkQuery, response: { 200: setupLinkAnswer } };
  app.get('/setup', { schema: lookSchema }, async (request, reply) => {
    const opened = await openLink(deps, request.query.token);
    if (!opened) return sendAdminFailure(reply, 'link_unusable');
    const { role, expiresAtMs } = opened.link;
    return { role, login: opened.account?.login ?? null, expiresAtMs };
  });
  const schema = { body: setupRequest, response: { 200: doneAnswer } };
  app.post('/setup', { schema }, async (request, reply) => {
    const outcome = await useSetupLink(deps, request.body);
    if (outcome.ok) return { done: true as const };
    const { error } = outcome;
    const details = error.code === 'password_weak' ? { reason: error.reason } : {};
    return sendAdminFailure(reply, error.code, details);
  });
}

/** Of IPv6 the network: whoever has one address of it has them all. */
function addressOf(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter((word) => word !== ''));
  const gap = Array.from({ length: Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0)) }, () => '0');
  return [...(left ?? []), ...gap, ...(right ?? [])].slice(0, 4).join(':');
}

function refuseSignIn(reply: FastifyReply, refusal: SignInRefusal): FastifyReply {
  if (refusal.code === 'sign_in_locked') reply.header('retry-after', refusal.seconds);
  return sendAdminFailure(reply, refusal.code);
}

function viewOf({ account, expiresAtMs, confirmedAtMs }: SignedIn): SessionAnswer {
  const { accountId, login, name, role } = account;
  return {
    account: { accountId, login, name, role },
    expiresAtMs,
    confirmedUntilMs: confirmedAtMs + confirmedMs,
  };
}
