/** An HQ that answers over real HTTP whatever a test tells it to, signed by a key of its own. */

import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHeadSigner, sha256, utf8 } from '#electron/till/node-signatures.ts';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { answerBytes } from '#sync/core/envelope.ts';
import type { TrustedKey } from '#sync/client/hq-link.ts';

export type Asked = { readonly method: string; readonly target: string; readonly body: Uint8Array };
export type Given = {
  readonly status: number;
  readonly body: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of this HQ's: nobody's, another's, or one over another question. */
  readonly signature?: 'none' | 'otherKey' | 'otherQuestion';
  /** Without saying how long it is. */
  readonly isChunked?: boolean;
};

export type ScriptedHq = {
  readonly origin: string;
  readonly port: number;
  readonly key: TrustedKey;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
};

export const scriptedSeed = new Uint8Array(32).fill(21);
const signer = createHeadSigner(scriptedSeed);
const stranger = createHeadSigner(new Uint8Array(32).fill(22));
export const scriptedKey: TrustedKey = {
  keyId: bytesToHex(sha256(signer.publicKey).slice(0, 8)),
  publicKey: signer.publicKey,
};

export type Tls = { readonly cert: string; readonly key: string };

/** `undefined`: nothing is ever answered. */
export async function startScriptedHq(
  answer: (asked: Asked) => Given | undefined,
  tls?: Tls,
): Promise<ScriptedHq> {
  const asked: Asked[] = [];
  const onRequest = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = new Uint8Array(Buffer.concat(chunks));
      const question = { method: request.method ?? '', target: request.url ?? '', body };
      asked.push(question);
      const given = answer(question);
      if (given !== undefined) reply(request, response, given);
    });
  };
  const server = tls === undefined ? http.createServer(onRequest) : https.createServer(tls, onRequest);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    key: scriptedKey,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Headers of an answer that is HQ's own, or not. */
export function signatureHeaders(
  requestId: Uint8Array,
  { status, body, signature }: Pick<Given, 'status' | 'signature'> & { readonly body: Uint8Array },
): Record<string, string> {
  if (signature === 'none') return {};
  const id = signature === 'otherQuestion' ? new Uint8Array(16).fill(9) : requestId;
  const by = signature === 'otherKey' ? stranger : signer;
  const message = answerBytes({ requestId: id, status, body }, { sha256, utf8 });
  return {
    [syncHeaders.key]: scriptedKey.keyId,
    [syncHeaders.signature]: bytesToHex(by.signHead(message)),
  };
}

function reply(request: http.IncomingMessage, response: http.ServerResponse, given: Given): void {
  const body = typeof given.body === 'string' ? utf8.encode(given.body) : given.body;
  const requestId = hexToBytes(String(request.headers[syncHeaders.request] ?? '')) ?? new Uint8Array(16);
  response.writeHead(given.status, {
    'content-type': 'application/json',
    ...signatureHeaders(requestId, { ...given, body }),
    ...(given.isChunked === true ? {} : { 'content-length': String(body.length) }),
    ...given.headers,
  });
  response.end(body);
}
