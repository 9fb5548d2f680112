/** Asks HQ one signed question and believes nothing but a signed answer to exactly that question. */

import { syncHeaders, syncJsonBytesMax } from '#shared/contracts/sync/protocol.ts';
import { syncErrorSchema } from '#shared/contracts/sync/sync-errors.ts';
import type { Sha256, SignHead, Utf8, VerifySignature } from '#shared/kernel/hash-port.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { retryAfterMsMax } from '#sync/core/backoff.ts';
import { answerBytes, requestBytes } from '#sync/core/envelope.ts';
import type { Http, HttpAnswer, HttpFailure, HttpRequest } from './http.ts';
import type { HqOutcome, HqTrouble } from './outcome.ts';

/** A service key of HQ, by the name under which it signs. */
export type TrustedKey = { readonly keyId: string; readonly publicKey: Uint8Array };

export type HqLinkDeps = {
  readonly http: Http;
  readonly deviceId: Uuid;
  /** Ed25519 with the till's own key. */
  readonly sign: SignHead;
  /** Keys that answers may be signed by, the preferred one first; asked anew for each answer. */
  readonly trusted: () => readonly TrustedKey[];
  /** Name and version of this program, at most 40 characters. */
  readonly app: string;
  readonly ports: LinkPorts;
};

export type LinkPorts = {
  readonly sha256: Sha256;
  readonly utf8: Utf8;
  readonly verifySignature: VerifySignature;
  readonly randomBytes: RandomBytes;
};

export type Question = Pick<HttpRequest, 'method' | 'target'> & {
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** Default: what any JSON answer may have. */
  readonly answerBytesMax?: number;
  readonly firstByteMsMax?: number;
  /** Default: as long as something of the body goes over. */
  readonly uploadMsMax?: number;
  readonly signal?: AbortSignal | undefined;
};

export type HqLink = {
  /** The bytes of a good answer of HQ. */
  readonly ask: (question: Question) => Promise<HqOutcome<Uint8Array>>;
  /** Headers for a request that is answered without end. */
  readonly signedHeaders: (question: Question) => Readonly<Record<string, string>>;
};

/** A signature is asked for before the answer is looked at, so a slow HQ costs patience and nothing else. */
const firstByteMsUsual = 15_000;
const noBody = new Uint8Array();
const requestIdBytes = 16;

export function createHqLink(deps: HqLinkDeps): HqLink {
  return {
    ask: async (question) => {
      const requestId = deps.ports.randomBytes(requestIdBytes);
      const answered = await deps.http.send({
        method: question.method,
        target: question.target,
        headers: headersFor(deps, question, requestId),
        body: question.body ?? noBody,
        answerBytesMax: question.answerBytesMax ?? syncJsonBytesMax,
        firstByteMsMax: question.firstByteMsMax ?? firstByteMsUsual,
        ...(question.uploadMsMax === undefined ? {} : { uploadMsMax: question.uploadMsMax }),
        ...(question.signal === undefined ? {} : { signal: question.signal }),
      });
      return answered.ok ? judged(deps, requestId, answered.value) : troubleOf(answered.error);
    },
    signedHeaders: (question) => headersFor(deps, question, deps.ports.randomBytes(requestIdBytes)),
  };
}

function headersFor(
  { deviceId, sign, trusted, app, ports }: HqLinkDeps,
  { method, target, body, contentType }: Question,
  requestId: Uint8Array,
): Record<string, string> {
  const message = requestBytes({ deviceId, requestId, method, target, body: body ?? noBody }, ports);
  const [preferred] = trusted();
  return {
    [syncHeaders.device]: deviceId,
    [syncHeaders.request]: bytesToHex(requestId),
    [syncHeaders.signature]: bytesToHex(sign(message)),
    [syncHeaders.app]: app,
    // While HQ changes its key, it answers with the one that is asked for, if it still has it.
    ...(preferred === undefined ? {} : { [syncHeaders.key]: preferred.keyId }),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
  };
}

/** In the words of an outcome. */
export function troubleOf(failure: HttpFailure): HqTrouble {
  switch (failure) {
    case 'tlsExpired':
      return { kind: 'tlsFailed', reason: 'expired' };
    case 'tlsUntrusted':
      return { kind: 'tlsFailed', reason: 'untrusted' };
    case 'tooLong':
      return { kind: 'badAnswer', what: 'tooLong' };
    case 'otherProtocol':
      return { kind: 'notHq' };
    case 'unreachable':
    case 'timeout':
    case 'aborted':
      return { kind: failure };
  }
}

function judged(deps: HqLinkDeps, requestId: Uint8Array, answer: HttpAnswer): HqOutcome<Uint8Array> {
  if (!isSignedByHq(deps, requestId, answer)) return unsigned(answer);
  const { status, body } = answer;
  if (status >= 200 && status < 300) return { kind: 'ok', value: body };
  if (status === 429 || status === 503) return { kind: 'busy', retryAfterMs: retryAfterMsOf(answer) };
  const refusal = syncErrorSchema.safeParse(jsonOf(body));
  if (!refusal.success) return { kind: 'badAnswer', what: `status${status}` };
  return { kind: 'refused', ...refusal.data.error };
}

function isSignedByHq({ trusted, ports }: HqLinkDeps, requestId: Uint8Array, answer: HttpAnswer): boolean {
  const { headers, status, body } = answer;
  const key = trusted().find(({ keyId }) => keyId === headers[syncHeaders.key]);
  const signature = hexToBytes(headers[syncHeaders.signature] ?? '');
  if (key === undefined || signature?.length !== 64) return false;
  const message = answerBytes({ requestId, status, body }, ports);
  return ports.verifySignature({ publicKey: key.publicKey, message, signature });
}

/** Whoever it is, it is not HQ; what they look like only decides which sentence is shown. */
export function unsigned(answer: HttpAnswer): HqTrouble {
  const { status, headers } = answer;
  const type = headers['content-type'] ?? '';
  // HQ, or a proxy, says so before the request has come and could be known to be a till's.
  if (status === 408) return { kind: 'timeout' };
  if (status === 429 || (status >= 502 && status <= 504)) {
    return { kind: 'busy', retryAfterMs: retryAfterMsOf(answer) };
  }
  const isPage = type.includes('html') || (status >= 300 && status < 400) || status === 511;
  return { kind: isPage ? 'captivePortal' : 'notHq' };
}

/** Whole seconds only; a date would need a clock that both sides share. */
function retryAfterMsOf({ headers }: HttpAnswer): number | null {
  const text = headers['retry-after'] ?? '';
  if (!/^\d{1,9}$/.test(text)) return null;
  return Math.min(Number(text) * 1000, retryAfterMsMax);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** `undefined` for anything that is no JSON in UTF-8. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined; // exactly what the caller asks: whether it can be read
  }
}
