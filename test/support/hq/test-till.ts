/** A till as HQ sees it: two key pairs, signed requests, and answers whose signature is checked. */

import { generateKeyPairSync } from 'node:crypto';
import { syncHeaders, syncRoot, joiningDeviceId } from '#shared/contracts/sync/protocol.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { answerBytes, requestBytes } from '#sync/core/envelope.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import type { SeedSigner } from '#sync/server/keys/signer-of-seed.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';

export type TillKeys = SeedSigner & { readonly boxKey: Uint8Array };

export function newTillKeys(): TillKeys {
  const spki = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' });
  const signer = signerOfSeed(bytesToHex(nodeHqPorts.randomBytes(32)));
  return { ...signer, boxKey: new Uint8Array(spki.subarray(spki.length - 32)) };
}

export type TillRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  /** Below `/sync/1`, or a whole target when it begins with `/sync`. */
  readonly path: string;
  /** Sent as JSON, or as it is when it is bytes. */
  readonly body?: unknown;
  readonly contentType?: string;
};

export type SentRequest = {
  readonly method: TillRequest['method'];
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload: Buffer;
};

export type TillAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array;
  /** `undefined` for an empty body. */
  readonly json: () => unknown;
  /** True when the current service key of HQ, or a former one that it names, signed exactly this answer. */
  readonly isSigned: boolean;
};

/** What a till with this id sends; a test may change anything of it before it is sent. */
export function signRequest(keys: TillKeys, deviceId: Uuid, request: TillRequest): SentRequest {
  const url = request.path.startsWith('/sync') ? request.path : `${syncRoot}${request.path}`;
  const isBytes = request.body instanceof Uint8Array;
  const payload = isBytes
    ? Buffer.from(request.body)
    : Buffer.from(request.body === undefined ? '' : JSON.stringify(request.body));
  const requestId = nodeHqPorts.randomBytes(16);
  const message = requestBytes(
    { deviceId, requestId, method: request.method, target: url, body: payload },
    nodeHqPorts,
  );
  const type = request.contentType ?? (isBytes ? 'application/cbor' : 'application/json');
  return {
    method: request.method,
    url,
    headers: {
      [syncHeaders.device]: deviceId,
      [syncHeaders.request]: bytesToHex(requestId),
      [syncHeaders.signature]: bytesToHex(keys.sign(message)),
      ...(payload.length > 0 ? { 'content-type': type } : {}),
    },
    payload,
  };
}

/** Sends what `signRequest` made. */
export async function sendToHq(app: HqApp, deps: HqDeps, request: SentRequest): Promise<TillAnswer> {
  const { payload, ...rest } = request;
  const answer = await app.inject({ ...rest, ...(payload.length > 0 ? { payload } : {}) });
  const body = new Uint8Array(answer.rawPayload);
  const { current, retired } = deps.serviceKeys;
  const key = [current, ...retired].find(({ keyId }) => keyId === answer.headers[syncHeaders.key]);
  const asked = hexToBytes(request.headers[syncHeaders.request] ?? '');
  const requestId = asked?.length === 16 ? asked : new Uint8Array(16);
  const signature = hexToBytes(String(answer.headers[syncHeaders.signature] ?? '')) ?? new Uint8Array();
  const message = answerBytes({ requestId, status: answer.statusCode, body }, nodeHqPorts);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body,
    json: () => (body.length === 0 ? undefined : answer.json()),
    isSigned:
      key !== undefined &&
      nodeHqPorts.verifySignature({ publicKey: key.publicKey, message, signature }) &&
      answer.headers[syncHeaders.hq] === deps.identity.hqId,
  };
}

export const noDeviceYet = uuid(joiningDeviceId);

/** Puts a till into the database as if it had joined. */
export async function insertJoinedTill(
  { db, clock }: HqDeps,
  { keys, deviceId, storeId }: { readonly keys: TillKeys; readonly deviceId: Uuid; readonly storeId: string },
): Promise<void> {
  await db
    .insertInto('store')
    .values({
      store_id: storeId,
      name_fa: storeId,
      name_en: storeId,
      currency: 'IRR',
      time_zone: 'Asia/Tehran',
      day_starts_at_hour: 0,
    })
    .onConflict((conflict) => conflict.column('store_id').doNothing())
    .execute();
  await db
    .insertInto('till')
    .values({
      device_id: deviceId,
      store_id: storeId,
      name: 'Till',
      state: 'active',
      public_key: keys.publicKey,
      box_key: keys.boxKey,
      created_ms: clock.nowMs(),
      joined_ms: clock.nowMs(),
    })
    .execute();
}
