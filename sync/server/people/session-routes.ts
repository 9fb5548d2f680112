/** Signing in and out, and choosing a password by a link. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { doneAnswer } from '#shared/contracts/hq/admin-common.ts';
import { codeRequest } from '#shared/contracts/hq/admin-factor.ts';
import {
  confirmRequest,
  sessionAnswer,
  setupLinkAnswer,
  setupLinkQuery,
  setupRequest,
  signInRequest,
} from '#shared/contracts/hq/admin-session.ts';
import type { SessionAnswer } from '#shared/contracts/hq/admin-session.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { deleteSession, sessionByHash, touchSession } from '../db/stores/people/sessions.ts';
import type { HqApp } from '../hq-area.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { refuseCode } from './factor-routes.ts';
import { signedInOf } from './guard-admin.ts';
import { giveCode } from './open-session.ts';
import type { OpenedSession } from './open-session.ts';
import type { PeopleDeps } from './people-deps.ts';
import { hashOfToken } from './secret-token.ts';
import { clearSessionCookie, sessionToken, setSessionCookie } from './session-cookie.ts';
import { sessionView } from './session-view.ts';
import { openLink, useSetupLink } from './setup-link.ts';
import { placeOf } from './sign-in-places.ts';
import { checkPassword, signIn } from './sign-in.ts';
import type { SignInRefusal } from './sign-in.ts';

export function registerSessionRoutes(app: HqApp, deps: PeopleDeps): void {
  registerSignIn(app, deps);
  registerSession(app, deps);
  registerSetup(app, deps);
}

function registerSignIn(app: HqApp, deps: PeopleDeps): void {
  const response = { 200: sessionAnswer };
  app.post('/session', { schema: { body: signInRequest, response } }, async (request, reply) => {
    const outcome = await signIn(deps, request.body, placeOf(request.ip));
    if (!outcome.ok) return refuseSignIn(reply, outcome.error);
    // Whatever session the browser had ends here: a new one never has a token that somebody else may know.
    const former = sessionToken(request);
    if (former !== undefined) await deleteSession(deps.db, hashOfToken(former, deps));
    return hand(request, reply, { deps, opened: outcome.value });
  });
  app.post('/session/code', { schema: { body: codeRequest, response } }, async (request, reply) => {
    const given = { code: request.body.code, address: placeOf(request.ip) };
    const outcome = await giveCode(deps, signedInOf(request), given);
    if (!outcome.ok) return refuseCode(reply, outcome.error);
    return hand(request, reply, { deps, opened: outcome.value });
  });
}

type Handed = { readonly deps: PeopleDeps; readonly opened: OpenedSession };

/** The session that was just begun, to the browser that began it. */
async function hand(
  request: FastifyRequest,
  reply: FastifyReply,
  { deps, opened }: Handed,
): Promise<SessionAnswer> {
  const signedIn = await sessionByHash(deps.db, opened.tokenHash);
  invariant(signedIn !== undefined, 'a session that was begun is there');
  setSessionCookie(request, reply, opened.token);
  return sessionView(signedIn);
}

function registerSession(app: HqApp, deps: PeopleDeps): void {
  app.get('/session', { schema: { response: { 200: sessionAnswer } } }, (request) =>
    sessionView(signedInOf(request)),
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
    return sessionView({ ...signedIn, confirmedAtMs: nowMs });
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

function refuseSignIn(reply: FastifyReply, refusal: SignInRefusal): FastifyReply {
  if (refusal.code === 'sign_in_locked') reply.header('retry-after', refusal.seconds);
  return sendAdminFailure(reply, refusal.code);
}
