/** Every question of the sync protocol, with its answer parsed. */

import { pageBytesMax, pushContentType, ruleSetBytesMax, syncRoot } from '#shared/contracts/sync/protocol.ts';
import {
  contactAnswer,
  helloAnswer,
  joinAnswer,
  manifestSchema,
  pushAnswer,
  reserveAnswer,
  ruleSetUpload,
} from '#shared/contracts/sync/sync-schemas.ts';
import type {
  ContactAnswer,
  ContactRequest,
  HelloAnswer,
  JoinAnswer,
  JoinRequest,
  PushAnswer,
  ReserveAnswer,
  ReserveRequest,
  SyncManifest,
} from '#shared/contracts/sync/sync-schemas.ts';
import type { Utf8 } from '#shared/kernel/hash-port.ts';
import { jsonOf } from './hq-link.ts';
import type { HqLink, Question } from './hq-link.ts';
import type { HqOutcome } from './outcome.ts';
import { parseReadBack } from './read-back-answer.ts';
import type { OwnSegment } from './read-back-answer.ts';

export type RuleSetText = { readonly ruleSetHash: string; readonly canonicalJson: string };
export type OwnEntriesAt = { readonly epoch: number; readonly branch: number; readonly from: number };

export type HqClient = {
  readonly hello: () => Promise<HqOutcome<HelloAnswer>>;
  readonly join: (request: JoinRequest) => Promise<HqOutcome<JoinAnswer>>;
  readonly joinState: (joinId: string) => Promise<HqOutcome<JoinAnswer>>;
  readonly contact: (request: ContactRequest) => Promise<HqOutcome<ContactAnswer>>;
  readonly push: (body: Uint8Array) => Promise<HqOutcome<PushAnswer>>;
  readonly ownEntries: (at: OwnEntriesAt) => Promise<HqOutcome<readonly OwnSegment[]>>;
  readonly putRuleSet: (ruleSet: RuleSetText) => Promise<HqOutcome<null>>;
  /** For entries that are read back: an older HQ does not give rule sets out. */
  readonly ruleSet: (ruleSetHash: string) => Promise<HqOutcome<RuleSetText>>;
  readonly pull: (cursor: string | null) => Promise<HqOutcome<SyncManifest>>;
  /** Compressed, as it came; its hash is for the caller to compare. */
  readonly page: (hash: string) => Promise<HqOutcome<Uint8Array>>;
  readonly confirmErasure: (orderId: string) => Promise<HqOutcome<null>>;
  readonly reserve: (request: ReserveRequest, signal: AbortSignal) => Promise<HqOutcome<ReserveAnswer>>;
  readonly release: (opKey: string) => Promise<HqOutcome<null>>;
};

/** A push is verified and stored before it is answered, and many tills may wait for that. */
const pushFirstByteMsMax = 30_000;
/**
 * A large push over the slowest line would take more than an hour, and so long would an HQ that hangs go unnoticed. What
 * does not get over in this time is halved; a single entry with the largest record needs less, however slow the line.
 */
const pushUploadMsMax = 3 * 60_000;
const readBackBytesMax = 32 * 1024 * 1024;

export function createHqClient(link: HqLink, utf8: Utf8): HqClient {
  const asked = async <Value>(question: Question, schema: AnswerSchema<Value>): Promise<HqOutcome<Value>> =>
    parsed(await link.ask(question), schema);
  const get = <Value>(target: string, schema: AnswerSchema<Value>): Promise<HqOutcome<Value>> =>
    asked({ method: 'GET', target: syncRoot + target }, schema);
  const send = <Value>(
    target: string,
    body: unknown,
    schema: AnswerSchema<Value>,
  ): Promise<HqOutcome<Value>> => asked(jsonQuestion({ target, body }, utf8), schema);
  return {
    hello: () => get('/hello', helloAnswer),
    join: (request) => send('/join', request, joinAnswer),
    joinState: (joinId) => get(`/joins/${joinId}`, joinAnswer),
    contact: (request) => send('/contact', request, contactAnswer),
    push: (body) =>
      asked(
        {
          method: 'POST',
          target: `${syncRoot}/push`,
          body,
          contentType: pushContentType,
          firstByteMsMax: pushFirstByteMsMax,
          uploadMsMax: pushUploadMsMax,
        },
        pushAnswer,
      ),
    ownEntries: async ({ epoch, branch, from }) => {
      const target = `${syncRoot}/entries?epoch=${epoch}&branch=${branch}&from=${from}`;
      const answer = await link.ask({ method: 'GET', target, answerBytesMax: readBackBytesMax });
      if (answer.kind !== 'ok') return answer;
      const segments = parseReadBack(answer.value);
      return segments === undefined
        ? { kind: 'badAnswer', what: 'entries' }
        : { kind: 'ok', value: segments };
    },
    putRuleSet: async (ruleSet) =>
      done(
        await link.ask(
          jsonQuestion({ method: 'PUT', target: `/rule-sets/${ruleSet.ruleSetHash}`, body: ruleSet }, utf8),
        ),
      ),
    ruleSet: (ruleSetHash) =>
      asked(
        {
          method: 'GET',
          target: `${syncRoot}/rule-sets/${ruleSetHash}`,
          answerBytesMax: ruleSetBytesMax,
        },
        ruleSetUpload,
      ),
    pull: (cursor) => send('/pull', { cursor }, manifestSchema),
    page: (hash) =>
      link.ask({ method: 'GET', target: `${syncRoot}/pages/${hash}`, answerBytesMax: pageBytesMax }),
    confirmErasure: async (orderId) =>
      done(await link.ask(jsonQuestion({ target: `/erasures/${orderId}`, body: {} }, utf8))),
    reserve: async (request, signal) =>
      parsed(
        await link.ask({ ...jsonQuestion({ target: '/reserve', body: request }, utf8), signal }),
        reserveAnswer,
      ),
    release: async (opKey) =>
      done(await link.ask(jsonQuestion({ target: '/reserve/release', body: { opKey } }, utf8))),
  };
}

type JsonRequest = { readonly method?: 'POST' | 'PUT'; readonly target: string; readonly body: unknown };

function jsonQuestion({ method = 'POST', target, body }: JsonRequest, utf8: Utf8): Question {
  return {
    method,
    target: syncRoot + target,
    body: utf8.encode(JSON.stringify(body)),
    contentType: 'application/json',
  };
}

/** As much of a schema as is needed here. */
type AnswerSchema<Value> = {
  readonly safeParse: (
    value: unknown,
  ) =>
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
};
type SchemaIssue = { readonly path: readonly PropertyKey[]; readonly code: string };

function parsed<Value>(answer: HqOutcome<Uint8Array>, schema: AnswerSchema<Value>): HqOutcome<Value> {
  if (answer.kind !== 'ok') return answer;
  const value = schema.safeParse(jsonOf(answer.value));
  if (value.success) return { kind: 'ok', value: value.data };
  const [issue] = value.error.issues;
  return { kind: 'badAnswer', what: `${issue?.path.map(String).join('.') ?? ''}:${issue?.code ?? ''}` };
}

function done(answer: HqOutcome<Uint8Array>): HqOutcome<null> {
  return answer.kind === 'ok' ? { kind: 'ok', value: null } : answer;
}
