/** Publishing of rule sets: what people at HQ and the command line ask and are told. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { publishersSchema } from '../sync/pull-records.ts';
import { instantSchema } from './admin-common.ts';

/** Path of what publishers ask with requests that they sign themselves: `/publish/1/…`. */
export const publishRoot = '/publish/1';
/** How far the instant in a publisher's request may be from HQ's clock: an older one is a repeat by somebody else. */
export const publishSkewMsMax = 10 * 60_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const signature = z.string().regex(/^[0-9a-f]{128}$/);

export const ruleSetHashParams = z.object({ ruleSetHash: hash });

/** A rule set of any version, as the file holds it; HQ answers with the hash of the text that it made of it. */
export const proposalRequest = z.object({ ruleSet: z.unknown() });
export const approvalRequest = z.object({ publisherId: uuidSchema, signature });
/** What a publisher signs of a request besides its address: when it was made. */
export const timedRequest = z.object({ atMs: instantSchema });
export const timedProposal = timedRequest.extend(proposalRequest.shape);
export const timedApproval = timedRequest.extend({ signature });
export const timedPublishers = timedRequest.extend({ publishers: publishersSchema });

export const publishedStates = ['proposed', 'published', 'former', 'withdrawn'] as const;
export const ruleSetView = z.object({
  ruleSetHash: hash,
  state: z.enum(publishedStates),
  proposedAtMs: instantSchema.nullable(),
  publishedAtMs: instantSchema.nullable(),
  /** Publishers of the list in force whose signature is good. */
  approvedBy: z.array(uuidSchema),
  /** Publishers who want this former rule set back in force. */
  rollBackBy: z.array(uuidSchema).default([]),
  /** More are needed before it is published, or in force again once somebody wanted it back. */
  missing: z.int().min(0),
});
export type RuleSetView = z.output<typeof ruleSetView>;
export const ruleSetsAnswer = z.object({ ruleSets: z.array(ruleSetView) });
export const ruleSetAnswer = ruleSetView.extend({ canonicalJson: z.string() });
export const publishersAnswer = z.object({ publishers: publishersSchema.nullable() });

/** Refusals of publishing, with their status; the body is `{ "error": { "code", "details" } }`. */
export const publishErrorStatus = {
  /** `path` and `problem` say what is wrong with it. */
  rule_set_invalid: 422,
  /** It gives more than the owner's limits allow; `limit` and `path` say where. */
  beyond_limits: 422,
  /** No such rule set, or one that was withdrawn. */
  rule_set_unknown: 404,
  /** Whoever signed is not in the list of publishers, or the signature is another's. */
  signature_wrong: 403,
  /** Only a rule set that was in force can be taken back to. */
  never_published: 409,
  /** The list is not newer, names somebody twice, or two of the list before have not signed it. */
  list_refused: 409,
  /** There is no list of publishers: an administrator sets the first one. */
  list_missing: 409,
} as const;
export type PublishErrorCode = keyof typeof publishErrorStatus;
