/** What the failures of sockets and certificates mean to the client. */

import type { HttpFailure } from './http.ts';

const expired = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CRL_HAS_EXPIRED']);
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A line that is cut in the middle of an answer ends its text too early, which is no other language. */
const isOtherProtocol = (code: string): boolean =>
  code === 'EPROTO' ||
  code.startsWith('ERR_SSL_') ||
  (code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE');

/** Everything that a network does is expected: what has no name of its own counts as unreachable. */
export function httpFailureOf(error: unknown): HttpFailure {
  const code = codeOf(error);
  if (expired.has(code)) return 'tlsExpired';
  if (untrusted.has(code)) return 'tlsUntrusted';
  if (isOtherProtocol(code)) return 'otherProtocol';
  if (code === 'ETIMEDOUT' || code === 'ECONNABORTED') return 'timeout';
  return 'unreachable';
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== 'ERR_NETWORK') return error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}
