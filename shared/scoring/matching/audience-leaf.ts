/** Conditions of the member and the store as closures. */

import { minor } from '#shared/domain/money.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Reason } from '../answer/reason.ts';
import { dateWindowKey } from '../facts/fact-questions.ts';
import type { MemberFacts, Purchases } from '../facts/member-facts.ts';
import type { AudienceCondition } from '../language/condition.ts';
import { periodKey } from '../language/period.ts';
import type { CompiledLeaf } from './compiled-offer.ts';
import type { RuleNames } from './rule-names.ts';

type StoreCondition = Extract<AudienceCondition, { kind: 'store' | 'storeGroup' }>;
type MemberCondition = Exclude<AudienceCondition, StoreCondition>;
type MemberTest = {
  readonly holds: (member: MemberFacts) => boolean;
  readonly reason: (member: MemberFacts) => Reason;
};

export function audienceLeaf(condition: AudienceCondition, names: RuleNames): CompiledLeaf {
  if (condition.kind === 'store' || condition.kind === 'storeGroup') return storeLeaf(condition, names);
  const { holds, reason } = memberTest(condition, names);
  return {
    kind: 'leaf',
    condition,
    holds: ({ member }) => member !== null && holds(member),
    reason: ({ member }) => (member === null ? memberReason : reason(member)),
    holdsOn: null,
  };
}

const memberReason: Reason = { kind: 'member' };
const storeReason: Reason = { kind: 'store' };
const noPurchases: Purchases = { visits: 0, spentMinor: minor(0) };

function storeLeaf(condition: StoreCondition, names: RuleNames): CompiledLeaf {
  const storeIds = condition.kind === 'store' ? new Set(condition.anyOf) : names.storesOf(condition.anyOf);
  return {
    kind: 'leaf',
    condition,
    holds: ({ storeId }) => storeIds.has(storeId),
    reason: () => storeReason,
    holdsOn: null,
  };
}

function memberTest(condition: MemberCondition, names: RuleNames): MemberTest {
  switch (condition.kind) {
    case 'member':
      return told(() => true, memberReason);
    case 'tier': {
      const isNamed = oneOf(condition.anyOf);
      return { holds: ({ tierId }) => isNamed(tierId), reason: ({ tierId }) => ({ kind: 'tier', tierId }) };
    }
    case 'segment':
    case 'memberTag':
      return listTest(condition);
    case 'arm':
    case 'rollout':
      return experimentTest(condition, names);
    case 'earlierVisits':
    case 'firstPurchase':
      return {
        holds:
          condition.kind === 'firstPurchase'
            ? ({ earlierVisits }) => earlierVisits === 0
            : ({ earlierVisits }) => isWithin(earlierVisits, condition),
        reason: ({ earlierVisits }) => ({ kind: 'visit', visitNumber: earlierVisits + 1 }),
      };
    case 'daysSinceLastVisit':
      return {
        holds: ({ daysSinceLastVisit: days }) => days !== null && isWithin(days, condition),
        reason: ({ daysSinceLastVisit: days }) => ({ kind: 'daysSinceLastVisit', days: days ?? 0 }),
      };
    case 'purchases': {
      const { measure } = condition;
      const key = periodKey(condition.period);
      const have = ({ purchases }: MemberFacts): number => (purchases[key] ?? noPurchases)[measure];
      return {
        holds: (member) => isWithin(have(member), condition),
        reason: (member) => ({ kind: 'purchases', measure, have: have(member) }),
      };
    }
    case 'effectiveDate': {
      const key = dateWindowKey(condition);
      const reason: Reason = { kind: 'effectiveDate', dateKind: condition.dateKind };
      return told(({ openWindows }) => openWindows.includes(key), reason);
    }
    case 'referred':
      return told(({ isReferred }) => isReferred, { kind: 'referred' });
    case 'referrer':
      return {
        holds: ({ referrals }) => referrals >= condition.atLeast,
        reason: ({ referrals }) => ({ kind: 'referrer', referrals }),
      };
    case 'consent':
      return told(({ consents }) => condition.allOf.every((consent) => consents.includes(consent)), {
        kind: 'consent',
      });
    default:
      return unreachable(condition);
  }
}

function told(holds: MemberTest['holds'], reason: Reason): MemberTest {
  return { holds, reason: () => reason };
}

/** The reason names the first of the condition's list that the member has. */
function listTest({ kind, anyOf }: Extract<MemberCondition, { kind: 'segment' | 'memberTag' }>): MemberTest {
  const isNamed = oneOf(anyOf);
  const listOf = (member: MemberFacts) => (kind === 'segment' ? member.segments : member.tags);
  return {
    holds: (member) => listOf(member).some(isNamed),
    reason: (member) => {
      const list = listOf(member);
      const first = anyOf.find((one) => list.includes(one)) ?? '';
      return kind === 'segment' ? { kind, segmentId: first } : { kind, tag: first };
    },
  };
}

function experimentTest(
  condition: Extract<MemberCondition, { kind: 'arm' | 'rollout' }>,
  names: RuleNames,
): MemberTest {
  const { experimentId } = condition;
  const reason: Reason = { kind: 'experiment', experimentId };
  if (condition.kind === 'rollout') {
    return told(({ buckets }) => isBelow(buckets[experimentId], condition.basisPoints), reason);
  }
  const ranges: { readonly from: number; readonly until: number }[] = [];
  let from = 0;
  for (const { armId, basisPoints } of names.experiment(experimentId)?.arms ?? []) {
    const until = from + basisPoints;
    if (condition.anyOf.includes(armId)) ranges.push({ from, until });
    from = until;
  }
  return told(({ buckets }) => {
    const bucket = buckets[experimentId];
    return bucket !== undefined && ranges.some((range) => range.from <= bucket && bucket < range.until);
  }, reason);
}

function isBelow(bucket: number | undefined, bound: number): boolean {
  return bucket !== undefined && bucket < bound;
}

function isWithin(
  have: number,
  { atLeast, atMost }: { readonly atLeast: number; readonly atMost?: number },
): boolean {
  return have >= atLeast && (atMost === undefined || have <= atMost);
}

function oneOf(names: readonly string[]): (name: string) => boolean {
  const [only] = names;
  if (names.length === 1) return (name) => name === only;
  const named = new Set(names);
  return (name) => named.has(name);
}
