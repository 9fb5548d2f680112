/** The administration of HQ as a page or a tool calls it: every answer is checked, and a refusal is a value. */

import { z } from 'zod';
import { accountView, accountsAnswer, linkAnswer } from './admin-accounts.ts';
import type { linkRequest, roleRequest } from './admin-accounts.ts';
import { auditAnswer } from './admin-audit.ts';
import { chainAnswer } from './admin-chain.ts';
import type { chainBrandingRequest, chainNameRequest, chainSettingsRequest } from './admin-chain.ts';
import { adminErrorStatus, doneAnswer } from './admin-common.ts';
import type { AdminErrorCode } from './admin-common.ts';
import { factorAnswer, factorOfferAnswer, recoveryCodesAnswer, signInRules } from './admin-factor.ts';
import type { codeRequest, factorOfferRequest } from './admin-factor.ts';
import { erasureAnswer, erasuresAnswer } from './admin-members.ts';
import { operatorsAnswer, operatorView } from './admin-operators.ts';
import type { newOperatorRequest, operatorRequest, pinRequest } from './admin-operators.ts';
import { sessionAnswer, setupLinkAnswer } from './admin-session.ts';
import type { confirmRequest, setupRequest, signInRequest } from './admin-session.ts';
import { storesAnswer, storeView } from './admin-stores.ts';
import type { newStoreRequest, storeRequest } from './admin-stores.ts';
import { codeAnswer, joinDecisionAnswer, joinsAnswer, tillsAnswer } from './admin-tills.ts';
import type {
  changeTillRequest,
  freezeRequest,
  joinDecisionRequest,
  newTillRequest,
  revokeRequest,
  unfreezeRequest,
} from './admin-tills.ts';
import {
  checksAnswer,
  heldMembersAnswer,
  memberLookAnswer,
  mergedMembersAnswer,
  mergesAnswer,
  noticesAnswer,
  tillReportAnswer,
} from './admin-truth.ts';
import type { holdRequest, mergeRequest, NoticeView } from './admin-truth.ts';
import { statementAnswer } from './member-statement.ts';
import {
  publishErrorStatus,
  publishersAnswer,
  ruleSetAnswer,
  ruleSetsAnswer,
  ruleSetView,
} from './publishing.ts';
import type { PublishErrorCode } from './publishing.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

export type Answer<Value> = Promise<Result<Value, AdminFailure>>;
export type AdminApi = ReturnType<typeof createAdminApi>;

/** `unreachable`: nobody answered; `strange`: an answer that this program does not understand. */
export type AdminFailure = {
  readonly code: AdminErrorCode | PublishErrorCode | 'unreachable' | 'strange';
  /** Until HQ takes another try, where it said so. */
  readonly waitSeconds?: number;
};

export type AdminRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `adminRoot`. */
  readonly path: string;
  /** `undefined` for none. */
  readonly body: unknown;
};
export type AdminReply = {
  readonly isOk: boolean;
  /** The JSON; `undefined` where it was none. */
  readonly body: unknown;
  /** Of `Retry-After`; `undefined` where it was not said. */
  readonly retryAfterSeconds?: number | undefined;
};
/** `undefined` where nobody answered. */
export type SendToHq = (request: AdminRequest) => Promise<AdminReply | undefined>;
type Ask = ReturnType<typeof createAsk>;

export function createAdminApi(send: SendToHq) {
  const ask = createAsk(send);
  return {
    ...sessionCalls(ask),
    ...factorCalls(ask),
    ...chainCalls(ask),
    ...storeCalls(ask),
    ...tillCalls(ask),
    ...truthCalls(ask),
    ...operatorCalls(ask),
    ...peopleCalls(ask),
  };
}

function sessionCalls({ get, post, ask }: Ask) {
  return {
    session: () => get('/session', sessionAnswer),
    signIn: (body: z.input<typeof signInRequest>) => post('/session', sessionAnswer, body),
    signOut: () => ask('DELETE', '/session', { schema: doneAnswer }),
    confirm: (body: z.input<typeof confirmRequest>) => post('/session/confirm', sessionAnswer, body),
    setupLink: (token: string) => get(`/setup?token=${encodeURIComponent(token)}`, setupLinkAnswer),
    setUp: (body: z.input<typeof setupRequest>) => post('/setup', doneAnswer, body),
  };
}

function factorCalls({ get, post, ask }: Ask) {
  return {
    giveCode: (body: z.input<typeof codeRequest>) => post('/session/code', sessionAnswer, body),
    factor: () => get('/session/factor', factorAnswer),
    offerFactor: (body: z.input<typeof factorOfferRequest>) =>
      post('/session/factor/offer', factorOfferAnswer, body),
    takeFactor: (body: z.input<typeof codeRequest>) => post('/session/factor', recoveryCodesAnswer, body),
    removeFactor: (body: z.input<typeof codeRequest>) => post('/session/factor/remove', doneAnswer, body),
    newRecoveryCodes: (body: z.input<typeof codeRequest>) =>
      post('/session/factor/recovery-codes', recoveryCodesAnswer, body),
    resetFactor: (accountId: string) => post(`/accounts/${accountId}/reset-factor`, doneAnswer),
    signInRules: () => get('/sign-in-rules', signInRules),
    setSignInRules: (body: z.input<typeof signInRules>) =>
      ask('PUT', '/sign-in-rules', { schema: doneAnswer, body }),
  };
}

function chainCalls({ get, ask }: Ask) {
  return {
    chain: () => get('/chain', chainAnswer),
    nameChain: (body: z.input<typeof chainNameRequest>) =>
      ask('PUT', '/chain/name', { schema: doneAnswer, body }),
    setChain: (body: z.input<typeof chainSettingsRequest>) =>
      ask('PUT', '/chain/settings', { schema: doneAnswer, body }),
    brandChain: (body: z.input<typeof chainBrandingRequest>) =>
      ask('PUT', '/chain/branding', { schema: doneAnswer, body }),
  };
}

function storeCalls({ get, post, ask }: Ask) {
  return {
    stores: () => get('/stores', storesAnswer),
    addStore: (body: z.input<typeof newStoreRequest>) => post('/stores', storeView, body),
    changeStore: (storeId: string, body: z.input<typeof storeRequest>) =>
      ask('PUT', `/stores/${encodeURIComponent(storeId)}`, { schema: storeView, body }),
  };
}

function tillCalls({ get, post, ask }: Ask) {
  const till = (deviceId: string, what: string): string => `/tills/${deviceId}/${what}`;
  return {
    tills: () => get('/tills', tillsAnswer),
    tillReport: (deviceId: string) => get(till(deviceId, 'report'), tillReportAnswer),
    addTill: (body: z.input<typeof newTillRequest>) => post('/tills', codeAnswer, body),
    changeTill: (deviceId: string, body: z.input<typeof changeTillRequest>) =>
      ask('PUT', `/tills/${deviceId}`, { schema: doneAnswer, body }),
    newCode: (deviceId: string) => post(till(deviceId, 'code'), codeAnswer),
    replaceTill: (deviceId: string) => post(till(deviceId, 'replace'), codeAnswer),
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

function truthCalls({ get, post, ask }: Ask) {
  const member = (memberRef: string, what: string): string =>
    `/members/${encodeURIComponent(memberRef)}/${what}`;
  return {
    checks: () => get('/checks', checksAnswer),
    /** The newest, or those behind a known one. */
    notices: (last?: Pick<NoticeView, 'atMs' | 'noticeId'>) =>
      get(
        last === undefined ? '/notices' : `/notices?beforeMs=${last.atMs}&beforeId=${last.noticeId}`,
        noticesAnswer,
      ),
    closeNotice: (noticeId: string) => post(`/notices/${noticeId}/close`, doneAnswer),
    /** The first members on hold, or those behind a known one. */
    heldMembers: (after?: string) =>
      get(after === undefined ? '/members/held' : `/members/held?after=${after}`, heldMembersAnswer),
    merges: () => get('/members/merges', mergesAnswer),
    /** The newest merged references, or those behind a known one. */
    mergedMembers: (after?: string) =>
      get(after === undefined ? '/members/merged' : `/members/merged?after=${after}`, mergedMembersAnswer),
    member: (memberRef: string) => get(`/members/${encodeURIComponent(memberRef)}`, memberLookAnswer),
    /** The newest entries, or those before a known one. */
    memberStatement: (memberRef: string, before?: string) =>
      get(
        before === undefined
          ? member(memberRef, 'statement')
          : `${member(memberRef, 'statement')}?before=${before}`,
        statementAnswer,
      ),
    merge: (memberRef: string, body: z.input<typeof mergeRequest>) =>
      post(member(memberRef, 'merge'), doneAnswer, body),
    unmerge: (memberRef: string) => post(member(memberRef, 'unmerge'), doneAnswer),
    hold: (memberRef: string, body: z.input<typeof holdRequest>) =>
      post(member(memberRef, 'hold'), doneAnswer, body),
    erasures: () => get('/erasures', erasuresAnswer),
    erase: (memberRef: string) => post(member(memberRef, 'erase'), erasureAnswer),
    ruleSets: () => get('/rule-sets', ruleSetsAnswer),
    ruleSet: (ruleSetHash: string) => get(`/rule-sets/${ruleSetHash}`, ruleSetAnswer),
    withdraw: (ruleSetHash: string) => post(`/rule-sets/${ruleSetHash}/withdraw`, ruleSetView),
    publishers: () => get('/publishers', publishersAnswer),
    /** The first list, as its file holds it; HQ checks it. */
    setPublishers: (body: unknown) => ask('PUT', '/publishers', { schema: doneAnswer, body }),
  };
}

function operatorCalls({ get, post, ask }: Ask) {
  const operator = (operatorId: string, what: string): string => `/operators/${operatorId}/${what}`;
  return {
    operators: () => get('/operators', operatorsAnswer),
    addOperator: (body: z.input<typeof newOperatorRequest>) => post('/operators', operatorView, body),
    changeOperator: (operatorId: string, body: z.input<typeof operatorRequest>) =>
      ask('PUT', `/operators/${operatorId}`, { schema: operatorView, body }),
    newPin: (operatorId: string, body: z.input<typeof pinRequest>) =>
      post(operator(operatorId, 'pin'), operatorView, body),
    suspendOperator: (operatorId: string) => post(operator(operatorId, 'suspend'), operatorView),
    resumeOperator: (operatorId: string) => post(operator(operatorId, 'resume'), operatorView),
  };
}

function peopleCalls({ get, post }: Ask) {
  const account = (accountId: string, what: string): string => `/accounts/${accountId}/${what}`;
  return {
    accounts: () => get('/accounts', accountsAnswer),
    invite: (body: z.input<typeof linkRequest>) => post('/accounts/links', linkAnswer, body),
    newLink: (accountId: string) => post(account(accountId, 'link'), linkAnswer),
    changeRole: (accountId: string, body: z.input<typeof roleRequest>) =>
      post(account(accountId, 'role'), accountView, body),
    suspend: (accountId: string) => post(account(accountId, 'suspend'), accountView),
    resume: (accountId: string) => post(account(accountId, 'resume'), accountView),
    /** The newest, or those before a known one. */
    audit: (before?: string) => get(before === undefined ? '/audit' : `/audit?before=${before}`, auditAnswer),
  };
}

/** Every answer is checked against its schema. */
function createAsk(send: SendToHq) {
  const ask = async <Schema extends z.ZodType>(
    method: AdminRequest['method'],
    path: string,
    { schema, body }: { readonly schema: Schema; readonly body?: unknown },
  ): Answer<z.output<Schema>> => {
    const answer = await send({ method, path, body });
    if (answer === undefined) return err({ code: 'unreachable' });
    if (!answer.isOk) return err(failureOf(answer));
    const parsed = schema.safeParse(answer.body);
    return parsed.success ? ok(parsed.data) : err({ code: 'strange' });
  };
  return {
    ask,
    get: <Schema extends z.ZodType>(path: string, schema: Schema): Answer<z.output<Schema>> =>
      ask('GET', path, { schema }),
    post: <Schema extends z.ZodType>(
      path: string,
      schema: Schema,
      body: unknown = {},
    ): Answer<z.output<Schema>> => ask('POST', path, { schema, body }),
  };
}

const errorBody = z.object({ error: z.object({ code: z.string() }) });

function failureOf({ body, retryAfterSeconds }: AdminReply): AdminFailure {
  const parsed = errorBody.safeParse(body);
  const code = parsed.success ? parsed.data.error.code : undefined;
  return {
    code: isKnown(code) ? code : 'strange',
    ...(retryAfterSeconds === undefined ? {} : { waitSeconds: retryAfterSeconds }),
  };
}

function isKnown(code: string | undefined): code is AdminErrorCode | PublishErrorCode {
  return (
    code !== undefined && (Object.hasOwn(adminErrorStatus, code) || Object.hasOwn(publishErrorStatus, code))
  );
}
