/** Who may ask a route of the sync protocol, and what a route learns of who asked. */

import type { FastifyRequest } from 'fastify';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SigningTill } from '../db/stores/people/signing-till.ts';
import type { HqPorts } from '../hq-deps.ts';
import { isSignedBy } from './request-signature.ts';
import type { RequestSignature } from './request-signature.ts';

/**
 * `till`: a till that was neither revoked nor replaced; what a route gets that says nothing. `anyTill`: also those, such
 * as to hand in what they booked before. `joining`: signed with a key that the route itself finds and checks by
 * `isSignedByJoining`. `open`: not signed at all.
 */
export type SyncAccess = 'till' | 'anyTill' | 'joining' | 'open';

/** What stands in a request after its headers were read. */
export type SyncAsker =
  | { readonly kind: 'till'; readonly till: SigningTill; readonly signature: RequestSignature }
  | { readonly kind: 'joining'; readonly signature: RequestSignature; readonly body: Uint8Array }
  | { readonly kind: 'open' };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a route of the sync protocol. */
    syncAccess?: SyncAccess;
  }
  interface FastifyRequest {
    syncAsker: SyncAsker | null;
  }
}

/** The till that signed the request. For routes with the access `till` or `anyTill`. */
export function tillOf(request: FastifyRequest): SigningTill {
  const asker = request.syncAsker;
  invariant(asker?.kind === 'till', 'only a till reaches this route');
  return asker.till;
}

/** Whether the holder of a key that the route found signed the request. For routes with the access `joining`. */
export function isSignedByJoining(
  request: FastifyRequest,
  publicKey: Uint8Array,
  ports: Pick<HqPorts, 'sha256' | 'utf8' | 'verifySignature'>,
): boolean {
  const asker = request.syncAsker;
  invariant(asker?.kind === 'joining', 'only a till that joins reaches this route');
  return isSignedBy(publicKey, { request, signature: asker.signature, body: asker.body }, ports);
}
