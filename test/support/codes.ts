/** Codes, claims and rewards for tests, each with what the test does not speak of filled in. */

import { minor } from '#shared/domain/money.ts';
import type { Reward } from '#shared/domain/programme.ts';
import type { ClaimState } from '#shared/ledger/value/claim-state.ts';
import type { CodeState } from '#shared/ledger/value/code-state.ts';
import { memberRef, testId } from './ledger.ts';

export function codeOf(changed: Partial<CodeState> = {}): CodeState {
  return {
    codeId: testId(901),
    codeKind: 'coupon',
    batchId: testId(902),
    refId: 'tenth',
    memberRef: null,
    issueEntryId: testId(903),
    place: 0,
    valueMinor: minor(0),
    usesMax: 1,
    expiresOn: null,
    uses: 0,
    isCancelled: false,
    ...changed,
  };
}

export function giftCardOf(changed: Partial<CodeState> = {}): CodeState {
  return codeOf({ codeKind: 'giftCard', refId: null, valueMinor: minor(500_000), usesMax: 0, ...changed });
}

export function claimOf(changed: Partial<ClaimState> = {}): ClaimState {
  return {
    claimEntryId: testId(904),
    memberRef,
    rewardId: 'mug',
    count: 1,
    costPoints: 100,
    codeId: null,
    claimedOn: '2026-11-21',
    status: 'open',
    ...changed,
  };
}

export function rewardOf(changed: Partial<Reward> = {}): Reward {
  return {
    rewardId: 'mug',
    kind: 'item',
    name: { fa: 'لیوان', en: 'Mug' },
    costPoints: 100,
    stock: null,
    perMemberMax: null,
    tierIds: null,
    from: null,
    until: null,
    valueMinor: minor(0),
    tags: [],
    ...changed,
  };
}
