/** How a till and HQ meet: `hello`, `join`, and waiting for the approval. */

import { z } from 'zod';
import { localTextSchema, uuidSchema } from '#shared/contracts/brands.ts';
import { oldestProtocolVersion, protocolVersion } from '#shared/contracts/sync/protocol.ts';
import { joinRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { HelloAnswer, JoinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { parseJoinCode } from '#shared/domain/join-code.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { nextKeyBytes } from '#sync/core/envelope.ts';
import type { FastifyRequest } from 'fastify';
import { isSignedByJoining } from '../auth/sync-access.ts';
import { keyFor } from '../auth/sign-answers.ts';
import { sendSyncFailure } from '../auth/sync-failure.ts';
import { readHqEpoch } from '../db/stores/chains/hq-epoch.ts';
import { joinById } from '../db/stores/people/till-joins.ts';
import type { TillJoin } from '../db/stores/people/till-joins.ts';
import { tillPlace } from '../db/stores/people/till-places.ts';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { ServiceKey } from '../service-keys.ts';
import { askToJoin } from './ask-to-join.ts';
import { joinStateAt } from './join-state.ts';

export const joinArea: HqArea = {
  name: 'join',
  register: (app, deps) => {
    app.get('/hello', { config: { syncAccess: 'open' } }, (request) => hello(request, deps));
    registerJoin(app, deps);
    registerJoins(app, deps);
  },
};

function registerJoin(app: HqApp, deps: HqDeps): void {
  const schema = { body: joinRequest };
  app.post('/join', { schema, config: { syncAccess: 'joining' } }, async (request, reply) => {
    const { body } = request;
    const publicKey = bytesOfHex(body.publicKey);
    if (!isSignedByJoining(request, publicKey, deps)) return sendSyncFailure(reply, 'not_authentic');
    const boxKey = bytesOfHex(body.boxKey);
    // A key that leads to a secret that everybody knows.
    if (!deps.serviceKeys.escrow.agree(boxKey)) return sendSyncFailure(reply, 'malformed', { at: 'boxKey' });
    const code = parseJoinCode(body.code);
    if (code === undefined) return sendSyncFailure(reply, 'code_wrong');
    const escrow = body.escrow === null ? null : new Uint8Array(Buffer.from(body.escrow, 'base64'));
    const hqKey = keyFor(request, deps.serviceKeys).publicKey;
    const asked = await askToJoin(deps, { code, publicKey, boxKey, escrow, app: body.app, hqKey });
    return asked.ok ? answerOf(asked.value, deps) : sendSyncFailure(reply, asked.error);
  });
}

function registerJoins(app: HqApp, deps: HqDeps): void {
  const schema = { params: z.object({ joinId: uuidSchema }) };
  app.get('/joins/:joinId', { schema, config: { syncAccess: 'joining' } }, async (request, reply) => {
    const join = await joinById(deps.db, request.params.joinId);
    // One answer for a request that is not there and for one that is another till's.
    if (!join || !isSignedByJoining(request, join.publicKey, deps)) {
      return sendSyncFailure(reply, 'not_authentic');
    }
    return answerOf(join, deps);
  });
}

/** The key that the asker trusts and the one that follows it, or the current one for whoever trusts none yet. */
async function hello(request: FastifyRequest, deps: HqDeps): Promise<HelloAnswer> {
  const { serviceKeys, identity, clock } = deps;
  const key = keyFor(request, serviceKeys);
  return {
    hqId: identity.hqId,
    // Not the one of the start of this process: a till may have shown since that HQ was set back.
    hqEpoch: await readHqEpoch(deps.db),
    nowMs: clock.nowMs(),
    protocol: { newest: protocolVersion, oldest: oldestProtocolVersion },
    key: publicPart(key),
    nextKey: nextKey(key, deps),
    escrowKey: bytesToHex(serviceKeys.escrow.publicKey),
  };
}

function nextKey(key: ServiceKey, { serviceKeys, utf8 }: HqDeps): HelloAnswer['nextKey'] {
  const { current } = serviceKeys;
  if (key.keyId === current.keyId) return null;
  const signature = bytesToHex(key.sign(nextKeyBytes(current.publicKey, { utf8 })));
  return { ...publicPart(current), signature };
}

function publicPart({ keyId, publicKey }: ServiceKey): HelloAnswer['key'] {
  return { keyId, publicKey: bytesToHex(publicKey) };
}

async function answerOf(join: TillJoin, deps: HqDeps): Promise<JoinAnswer> {
  const { tillName, storeName, chain } = await tillPlace(deps.db, join.deviceId);
  return {
    joinId: join.joinId,
    state: joinStateAt(join, deps.clock.nowMs()),
    fingerprint: join.fingerprint,
    deviceId: join.deviceId,
    tillName,
    storeName,
    chainName: chainName(chain),
  };
}

const namedChain = z.object({ name: localTextSchema });

/** A chain that has published nothing yet has no name. */
function chainName(chain: string | null): JoinAnswer['chainName'] {
  const parsed = chain === null ? undefined : namedChain.safeParse(JSON.parse(chain));
  return parsed?.success ? parsed.data.name : { fa: '', en: '' };
}

function bytesOfHex(text: string): Uint8Array {
  const bytes = hexToBytes(text);
  invariant(bytes !== undefined, 'the contract has checked the hexadecimal digits');
  return bytes;
}
