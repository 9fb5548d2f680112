/** The administration of HQ as a page or a tool calls it: every answer is checked, and a refusal is a value. */

import { z } from 'zod';
import { adminErrorStatus, doneAnswer } from './admin-common.ts';
import type { AdminErrorCode } from './admin-common.ts';
import { sessionAnswer, setupLinkAnswer } from './admin-session.ts';
import type { confirmRequest, setupRequest, signInRequest } from './admin-session.ts';
import { storesAnswer, storeView } from './admin-stores.ts';
import type { newStoreRequest, storeRequest } from './admin-stores.ts';
import { codeAnswer, joinDecisionAnswer, joinsAnswer, tillsAnswer } from './admin-tills.ts';
import type {
  freezeRequest,
  joinDecisionRequest,
  newTillRequest,
  revokeRequest,
  unfreezeRequest,
} from './admin-tills.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';

export type Answer<Value> = Promise<Result<Value, AdminFailure>>;
export type AdminApi = ReturnType<typeof createAdminApi>;

/** `unreachable`: nobody answered; `strange`: an answer that this program does not understand. */
export type AdminFailure = { readonly code: AdminErrorCode | 'unreachable' | 'strange' };

export type AdminRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `adminRoot`. */
  readonly path: string;
  /** `undefined` for none. */
  readonly body: unknown;
};
/** `undefined` where nobody answered; `body` is the JSON, `undefined` where it was none. */
export type SendToHq = (
  request: AdminRequest,
) => Promise<{ readonly isOk: boolean; readonly body: unknown } | undefined>;

// The return type is what `AdminApi` is made of: each call with the types of its schemas.
// oxlint-disable-next-line typescript/explicit-module-boundary-types
export function createAdminApi(send: SendToHq) {
  const ask = async <Schema extends z.ZodType>(
    method: AdminRequest['method'],
    path: string,
    { schema, body }: { readonly schema: Schema; readonly body?: unknown },
  ): Answer<z.output<Schema>> => {
    const answer = await send({ method, path, body });
    if (answer === undefined) return err({ code: 'unreachable' });
    if (!answer.isOk) return err(failureOf(answer.body));
    const parsed = schema.safeParse(answer.body);
    return parsed.success ? ok(parsed.data) : err({ code: 'strange' });
  };
  const get = <Schema extends z.ZodType>(path: string, schema: Schema): Answer<z.output<Schema>> =>
    ask('GET', path, { schema });
  const post = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    body: unknown = {},
  ): Answer<z.output<Schema>> => ask('POST', path, { schema, body });
  const till = (deviceId: string, what: string): string => `/tills/${deviceId}/${what}`;
  return {
    session: () => get('/session', sessionAnswer),
    signIn: (body: z.input<typeof signInRequest>) => post('/session', sessionAnswer, body),
    signOut: () => ask('DELETE', '/session', { schema: doneAnswer }),
    confirm: (body: z.input<typeof confirmRequest>) => post('/session/confirm', sessionAnswer, body),
    setupLink: (token: string) => get(`/setup?token=${encodeURIComponent(token)}`, setupLinkAnswer),
    setUp: (body: z.input<typeof setupRequest>) => post('/setup', doneAnswer, body),
    stores: () => get('/stores', storesAnswer),
    addStore: (body: z.input<typeof newStoreRequest>) => post('/stores', storeView, body),
    changeStore: (storeId: string, body: z.input<typeof storeRequest>) =>
      ask('PUT', `/stores/${encodeURIComponent(storeId)}`, { schema: storeView, body }),
    tills: () => get('/tills', tillsAnswer),
    addTill: (body: z.input<typeof newTillRequest>) => post('/tills', codeAnswer, body),
    newCode: (deviceId: string) => post(till(deviceId, 'code'), codeAnswer),
    revoke: (deviceId: string, body: z.input<typeof revokeRequest>) =>
      post(till(deviceId, 'revoke'), doneAnswer, body),
    freeze: (deviceId: string, body: z.input<typeof freezeRequest>) =>
      post(till(deviceId, 'freeze'), doneAnswer, body),
    unfreeze: (deviceId: string, body: z.input<typeof unfreezeRequest>) =>
      post(till(deviceId, 'unfreeze'), doneAnswer, body),
    joins: () => get('/joins', joinsAnswer),
    decide: (joinId: string, decision: 'approve' | 'refuse', body: z.input<typeof joinDecisionRequest>) =>
      post(`/joins/${joinId}/${decision}`, joinDecisionAnswer, body),
  };
}

const errorBody = z.object({ error: z.object({ code: z.string() }) });

function failureOf(answer: unknown): AdminFailure {
  const parsed = errorBody.safeParse(answer);
  const code = parsed.success ? parsed.data.error.code : undefined;
  return { code: isKnown(code) ? code : 'strange' };
}

function isKnown(code: string | undefined): code is AdminErrorCode {
  return code !== undefined && Object.hasOwn(adminErrorStatus, code);
}
