/** What HQ made of the entries of all tills: reports, checks, notices, merged members. Times are UTC milliseconds. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { instantSchema } from './admin-common.ts';

const count = z.int().min(0);

/** "Everything until 14:32 is here". */
export const tillReportAnswer = z.object({
  deviceId: uuidSchema,
  nowMs: instantSchema,
  /** By the till's clock, of the newest entry that HQ has counted; null before the first. */
  completeUntilMs: instantSchema.nullable(),
  chains: z.array(
    z.object({
      epoch: z.int(),
      branch: z.int(),
      /** The newest entry that came, and up to where entries are counted. */
      receivedSeq: count,
      countedSeq: count,
      receivedAtMs: instantSchema,
    }),
  ),
  /** What the till said at its last contact that it had not sent yet; null where it never said anything. */
  lastContactMs: instantSchema.nullable(),
  backlog: count.nullable(),
  oldestUnsentAtMs: instantSchema.nullable(),
  entries: z.object({
    accepted: count,
    flagged: count,
    repeated: count,
    quarantined: count,
    /** Bytes that this program cannot read; kept as they came. */
    unreadable: count,
  }),
  /** Why entries were not simply accepted, with how many. */
  reasons: z.array(z.object({ reason: z.string(), entries: count })),
});
export type TillReport = z.output<typeof tillReportAnswer>;

/** Sums of any size are texts. */
export const checksAnswer = z.object({
  isSound: z.boolean(),
  /** Sums over all accounts: 0 for each unit. */
  units: z.array(z.object({ unit: z.string(), sum: z.string() })),
  /** What members hold together, by their accounts, by member and by lot: the same three times. */
  purses: z.array(
    z.object({ purse: z.string(), byAccounts: z.string(), byMembers: z.string(), byLots: z.string() }),
  ),
});
export type TruthChecks = z.output<typeof checksAnswer>;

/** The last notice that is known: those behind it follow. Both left out for the newest. */
export const noticesQuery = z
  .object({ beforeMs: z.coerce.number().int().exactOptional(), beforeId: uuidSchema.exactOptional() })
  .refine(({ beforeMs, beforeId }) => (beforeMs === undefined) === (beforeId === undefined));
export const noticesAnswer = z.object({
  notices: z.array(
    z.object({
      noticeId: uuidSchema,
      kind: z.string(),
      atMs: instantSchema,
      deviceId: uuidSchema.nullable(),
      memberRef: uuidSchema.nullable(),
      entryId: uuidSchema.nullable(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  /** Whether there are more behind the last one. */
  hasMore: z.boolean(),
});

export type NoticeView = z.output<typeof noticesAnswer>['notices'][number];

export const noticeIdParams = z.object({ noticeId: uuidSchema });
export const memberRefParams = z.object({ memberRef: uuidSchema });
export const mergeRequest = z.object({ into: uuidSchema });
/** `null` lifts a hold, whatever it was for. */
export const holdRequest = z.object({ hold: z.literal('byHand').nullable() });

/** The last member that is known: those behind it follow. Left out for the first. */
export const heldMembersQuery = z.object({ after: uuidSchema.exactOptional() });
/** Members who redeem nothing until a person has looked, in the order of their references. */
export const heldMembersAnswer = z.object({
  members: z.array(
    z.object({
      memberRef: uuidSchema,
      /** `byHand` where both are so. */
      hold: z.enum(['overdraft', 'byHand']),
      /** References that mean the member besides its own. */
      aliases: z.array(uuidSchema),
      /** 0 for a member that the chain brought along. */
      enrolledAtMs: instantSchema,
    }),
  ),
  hasMore: z.boolean(),
});
export type HeldMemberView = z.output<typeof heldMembersAnswer>['members'][number];

/** Active members with one phone number, the oldest first. */
export const mergesAnswer = z.object({ proposals: z.array(z.array(uuidSchema).min(2)) });

/** The last member that is known: those behind it follow. Left out for the first. */
export const mergedMembersQuery = z.object({ after: uuidSchema.exactOptional() });
/** References that mean another member now, the newest reference first. */
export const mergedMembersAnswer = z.object({
  members: z.array(
    z.object({
      memberRef: uuidSchema,
      mergedInto: uuidSchema,
      /** Null where HQ has no record of it. */
      mergedAtMs: instantSchema.nullable(),
    }),
  ),
  hasMore: z.boolean(),
});
export type MergedMemberView = z.output<typeof mergedMembersAnswer>['members'][number];

/** One member, by any reference; `hold` is `byHand` where both are so. */
export const memberLookAnswer = z.object({
  memberRef: uuidSchema,
  state: z.enum(['active', 'merged', 'erased']),
  mergedInto: uuidSchema.nullable(),
  hold: z.enum(['overdraft', 'byHand']).nullable(),
  aliases: z.array(uuidSchema),
  /** 0 for a member that the chain brought along. */
  enrolledAtMs: instantSchema,
});
export type MemberLookView = z.output<typeof memberLookAnswer>;
