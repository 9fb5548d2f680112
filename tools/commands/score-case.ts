/** From the files and options of `vafa score` to what the engine takes. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import {
  activityFileSchema,
  basketFileSchema,
  memberFileSchema,
} from '#shared/contracts/score-files-schema.ts';
import type { MemberFile } from '#shared/contracts/score-files-schema.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { Moment, ScoreInput, ScoreTrigger, Wish } from '#shared/scoring/facts/score-input.ts';
import { parseInstant } from './parse-instant.ts';
import { readJsonFile } from './read-json-file.ts';

export type ScoreFiles = {
  readonly basket?: string;
  readonly activity?: string;
  readonly member?: string;
  readonly at: string;
  readonly with?: readonly string[];
  readonly without?: readonly string[];
};

/** What the files say; the facts of the member wait for the rule set. */
export type ScoreCase = {
  readonly trigger: ScoreTrigger;
  readonly moment: Moment;
  readonly storeId: StoreId;
  readonly member: MemberFile | null;
  readonly wish: Wish;
};

export async function readScoreCase(files: ScoreFiles): Promise<Result<ScoreCase, AppError>> {
  const atMs = parseInstant(files.at);
  if (atMs === undefined) return err(appError('instant_invalid', { option: '--at', value: files.at }));
  const occasion = await readOccasion(files);
  if (!occasion.ok) return occasion;
  const member = await readMember(files.member);
  if (!member.ok) return member;
  const { trigger, storeId, storeTimeZone } = occasion.value;
  const wish = { with: files.with ?? [], without: files.without ?? [] };
  return ok({ trigger, storeId, member: member.value, moment: momentAt(atMs, storeTimeZone), wish });
}

/** Limits of chain, store and till count from zero: a file says nothing of them. */
export function scoreInput(scoreCase: ScoreCase, compiled: CompiledRuleSet): ScoreInput {
  const { trigger, moment, storeId, wish } = scoreCase;
  return { trigger, moment, storeId, wish, member: factsOf(scoreCase, compiled), limitUses: {} };
}

function factsOf({ member, moment }: ScoreCase, compiled: CompiledRuleSet): MemberFacts | null {
  if (member === null) return null;
  const { calendar, hijriMonthStarts, pricing } = compiled;
  const { earlierVisits, ...known } = member;
  return deriveMemberFacts({ ...known, visitCount: earlierVisits }, compiled.questions, {
    localDate: moment.localDate,
    calendar,
    hijriMonthStarts,
    stampCards: pricing.stampCards,
    sha256,
    utf8,
  });
}

type Occasion = {
  readonly trigger: ScoreTrigger;
  readonly storeId: StoreId;
  readonly storeTimeZone: string;
};

async function readOccasion({ basket, activity }: ScoreFiles): Promise<Result<Occasion, AppError>> {
  if (activity !== undefined) {
    const read = await readJsonFile(activity, {
      schema: activityFileSchema,
      invalidCode: 'activity_invalid',
    });
    if (!read.ok) return read;
    const { storeId, storeTimeZone, ...happened } = read.value;
    return ok({ trigger: { kind: 'activity', activity: happened }, storeId, storeTimeZone });
  }
  const read = await readJsonFile(basket ?? '', { schema: basketFileSchema, invalidCode: 'basket_invalid' });
  if (!read.ok) return read;
  const { lines, paymentMeans, storeId, storeTimeZone } = read.value;
  return ok({ trigger: { kind: 'sale', lines, paymentMeans }, storeId, storeTimeZone });
}

async function readMember(file: string | undefined): Promise<Result<MemberFile | null, AppError>> {
  if (file === undefined) return ok(null);
  return readJsonFile(file, { schema: memberFileSchema, invalidCode: 'member_invalid' });
}
