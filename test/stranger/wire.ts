/** Requests to HQ and its answers: docs/sync-protocol.md section 4, over node:http and nothing else. */

import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { answerMessage, isSigned, keyId, requestMessage, signed } from './secrets.ts';
import type { KeyPair } from './secrets.ts';

export type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly target: string;
  readonly json?: unknown;
  readonly cbor?: Uint8Array;
};

/** What HQ said; `json` is undefined where the body is none. */
export type Answer = {
  readonly status: number;
  readonly body: Buffer;
  readonly json: unknown;
  readonly hqId: string;
  readonly keyId: string;
};

export type Wire = {
  readonly origin: string;
  readonly deviceId: string;
  readonly pair: KeyPair;
  /** HQ's public keys by their ids; while it has none, an answer's key is taken from the answer itself. */
  readonly hqKeys: ReadonlyMap<string, Buffer>;
};

export const nobody = '00000000-0000-0000-0000-000000000000';
const app = 'stranger 1';

/** Asks HQ once. Rejects where no answer came, or one that HQ did not sign. */
export async function ask(wire: Wire, asked: Ask): Promise<Answer> {
  const body =
    asked.cbor ?? (asked.json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(asked.json)));
  const requestId = randomBytes(16);
  const response = await send(wire, asked, { body, requestId });
  const received = await bytesOf(response);
  const answer = answerOf(response, received);
  const key = wire.hqKeys.get(answer.keyId) ?? introduced(wire, answer);
  const signature = Buffer.from(headerOf(response, 'vafa-signature'), 'hex');
  if (key === undefined || !isSigned(key, answerMessage(requestId, answer.status, received), signature))
    throw new Error(
      `an answer that is not signed by HQ: ${answer.status} ${received.toString('utf8', 0, 200)}`,
    );
  return answer;
}

/** The answer, where HQ did what was asked. */
export function accepted(answer: Answer): Answer {
  if (answer.status >= 400) throw new Error(`${answer.status} ${answer.body.toString('utf8')}`);
  return answer;
}

/** The code of a refusal. */
export const codeOf = (answer: Answer): string => textAt(answer.json, 'error', 'code');

/** Opens an answer that stays open; it is not signed. */
export const open = (wire: Wire, target: string): Promise<IncomingMessage> =>
  send(wire, { method: 'GET', target }, { body: Buffer.alloc(0), requestId: randomBytes(16) });

type Sent = { readonly body: Uint8Array; readonly requestId: Buffer };

function send(wire: Wire, asked: Ask, { body, requestId }: Sent): Promise<IncomingMessage> {
  const { method, target } = asked;
  const newest = [...wire.hqKeys.keys()].at(-1);
  const signature = signed(wire.pair, requestMessage(wire.deviceId, { requestId, method, target, body }));
  const headers = {
    'vafa-device': wire.deviceId,
    'vafa-request': requestId.toString('hex'),
    'vafa-signature': signature.toString('hex'),
    'vafa-app': app,
    ...(newest === undefined ? {} : { 'vafa-key': newest }),
    ...(body.length === 0
      ? {}
      : { 'content-type': asked.cbor === undefined ? 'application/json' : 'application/cbor' }),
    ...(target.endsWith('/hints') ? { accept: 'text/event-stream' } : {}),
    ...(method === 'GET' ? {} : { 'content-length': body.length }),
  };
  return new Promise((resolve, reject) => {
    const sending = httpRequest(new URL(target, wire.origin), { method, headers, agent: false }, resolve);
    sending.on('error', reject);
    sending.end(body);
  });
}

function answerOf(response: IncomingMessage, body: Buffer): Answer {
  const isJson = (response.headers['content-type'] ?? '').startsWith('application/json');
  const json: unknown = isJson && body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;
  return {
    status: response.statusCode ?? 0,
    body,
    json,
    hqId: headerOf(response, 'vafa-hq'),
    keyId: headerOf(response, 'vafa-key'),
  };
}

/** The key in an answer to `hello`, for a till that trusts none. */
function introduced(wire: Wire, answer: Answer): Buffer | undefined {
  if (wire.hqKeys.size > 0 || answer.status !== 200) return undefined;
  const key = Buffer.from(textAt(answer.json, 'key', 'publicKey'), 'hex');
  return keyId(key) === answer.keyId ? key : undefined;
}

function headerOf(response: IncomingMessage, name: string): string {
  const value = response.headers[name];
  return typeof value === 'string' ? value : '';
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The value at a path of names and places in JSON; undefined where there is none. */
export function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  let value = json;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(name))?.[1];
  }
  return value;
}

/** The text at a path. */
export function textAt(json: unknown, ...path: readonly (string | number)[]): string {
  const value = at(json, ...path);
  if (typeof value !== 'string') throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(json)}`);
  return value;
}

/** The whole number at a path. */
export function wholeAt(json: unknown, ...path: readonly (string | number)[]): number {
  const value = at(json, ...path);
  if (!Number.isSafeInteger(value))
    throw new Error(`no whole number at ${path.join('.')} of ${JSON.stringify(json)}`);
  return Number(value);
}

/** The list at a path. */
export function listAt(json: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(json, ...path);
  if (!Array.isArray(value)) throw new Error(`no list at ${path.join('.')} of ${JSON.stringify(json)}`);
  return value;
}
