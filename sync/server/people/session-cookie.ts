/** The cookie of a session: no script reads it, no other page sends it. */

import type { FastifyReply, FastifyRequest } from 'fastify';

/** A browser takes a cookie of this name only over TLS, from this very host. */
const secureName = '__Host-vafa-hq';
const plainName = 'vafa-hq';
const tokenPattern = /^[0-9a-f]{64}$/;

/** `undefined` when there is none, or when it is not of the form that HQ gives out. */
export function sessionToken(request: FastifyRequest): string | undefined {
  const name = nameFor(request);
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  const values = cookies
    .filter((cookie) => cookie.startsWith(`${name}=`))
    .map((cookie) => cookie.slice(name.length + 1));
  // Two of one name: somebody else has set one of them.
  const [token, ...others] = values;
  return token !== undefined && others.length === 0 && tokenPattern.test(token) ? token : undefined;
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.header('set-cookie', `${nameFor(request)}=${token}${attributesFor(request)}`);
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('set-cookie', `${nameFor(request)}=${attributesFor(request)}; Max-Age=0`);
}

function attributesFor(request: FastifyRequest): string {
  return `; Path=/; HttpOnly; SameSite=Strict${isSecure(request) ? '; Secure' : ''}`;
}

function nameFor(request: FastifyRequest): string {
  return isSecure(request) ? secureName : plainName;
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}
