/** Any entry that moves value, of every kind: for properties of what holds whatever was decided. */

import fc from 'fast-check';
import { sha256 } from '#electron/till/node-signatures.ts';
import { currency, minor } from '#shared/domain/money.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import type { ValueToDecide } from '#shared/ledger/value/decide-value.ts';
import type { ValueEntry } from '#shared/ledger/entry.ts';
import { lotOrigins, purses, shopAccounts } from '#shared/ledger/value/value-content.ts';
import type { Move, ValueContentOf } from '#shared/ledger/value/value-content.ts';
import {
  codeKinds,
  epochCauses,
  grantCauses,
  refundEvidences,
  refundScopes,
  tenderMeans,
  tierCauses,
  topUpCauses,
  upkeepCauses,
  valueKinds,
} from '#shared/ledger/value/value-details.ts';
import type { ValueDetails, ValueKind } from '#shared/ledger/value/value-details.ts';
import { stampOf } from './ledger-entries.ts';
import { operatorId, testId } from './ledger.ts';

const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(uuidFromBytes);
const idOrNone = fc.option(id);
const text = fc.string({ maxLength: 12 });
const whole = fc.integer({ min: 0, max: 1_000_000_000 });
const money = fc.maxSafeInteger().map(minor);
const date = fc.constantFrom('2026-11-22', '1970-01-01', '2099-12-31');
const dateOrNone = fc.option(date);
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

const account = fc.oneof(
  fc.record({ kind: fc.constant('member' as const), memberRef: id, purse: fc.constantFrom(...purses) }),
  fc.record({ kind: fc.constant('giftCard' as const), codeId: id }),
  fc.record({ kind: fc.constant('shop' as const), account: fc.constantFrom(...shopAccounts) }),
);
const source = fc.oneof(
  fc.record({
    kind: fc.constant('own' as const),
    terms: fc.record({
      origin: fc.constantFrom(...lotOrigins),
      releaseOn: dateOrNone,
      expiresOn: dateOrNone,
    }),
  }),
  fc.record({ kind: fc.constant('entry' as const), entryId: id, line: whole }),
  fc.record({ kind: fc.constant('snapshot' as const), key: text }),
);
export const anyMove: fc.Arbitrary<Move> = fc.record({
  unit: fc.constantFrom('points' as const, 'money' as const),
  amount: fc.integer({ min: 1, max: 1_000_000_000_000 }),
  from: account,
  to: account,
  lot: source,
});
const fact = fc.record({
  memberRef: idOrNone,
  date,
  visits: fc.integer({ min: -1, max: 1 }),
  spentMinor: money,
  offerUses: fc.array(fc.record({ offerId: text, uses: fc.integer({ min: -9, max: 9 }), costMinor: money }), {
    maxLength: 2,
  }),
  stamps: fc.array(fc.record({ stampCardId: text, stamps: fc.integer({ min: -9, max: 9 }) }), {
    maxLength: 2,
  }),
  pointsEarned: fc.integer({ min: -99, max: 99 }),
  tierProgress: fc.integer({ min: -9, max: 9 }),
});
const tender = fc.record({
  means: fc.constantFrom(...tenderMeans),
  amount: whole,
  worthMinor: money,
  codeId: idOrNone,
  holderRef: idOrNone,
});
const tenders = fc.array(tender, { maxLength: 3 });
const codeIds = fc.array(id, { maxLength: 3 });
const upkeep = fc.record({ cause: fc.constantFrom(...upkeepCauses) });

const details: { readonly [Kind in ValueKind]: fc.Arbitrary<ValueDetails[Kind]> } = {
  redeem: fc.record({ basketId: id, tenders, dueMinor: money, outsideMinor: money }),
  topUp: fc.record({ cause: fc.constantFrom(...topUpCauses), reasonId: fc.option(text) }),
  refund: fc.record({
    scope: fc.constantFrom(...refundScopes),
    evidence: fc.constantFrom(...refundEvidences),
    reasonId: text,
    saleEntryId: id,
    lines: fc.array(fc.record({ lineId: id, quantity: whole, refundMinor: money }), { maxLength: 3 }),
    refundMinor: money,
    back: tenders,
    outsideMinor: money,
    toWalletMinor: money,
  }),
  adjust: fc.record({ reasonId: text, batchId: idOrNone }),
  transfer: fc.record({ toMemberRef: id }),
  release: upkeep,
  expire: upkeep,
  claim: fc.record({ rewardId: text, count: whole, costPoints: whole, codeId: idOrNone }),
  handOver: fc.record({ claimEntryId: id }),
  cancelClaim: fc.record({ claimEntryId: id, reasonId: text }),
  issueCodes: fc.record({
    codeKind: fc.constantFrom(...codeKinds),
    batchId: id,
    refId: fc.option(text),
    codeIds,
    valueMinor: money,
    usesMax: whole,
    expiresOn: dateOrNone,
  }),
  useCode: fc.record({ codeKind: fc.constantFrom(...codeKinds), codeId: id, basketId: idOrNone }),
  cancelCodes: fc.record({ batchId: idOrNone, codeIds, reasonId: text }),
  reassign: fc.record({ saleEntryId: id, fromMemberRef: idOrNone, offers: fc.constant([]) }),
  tierChange: fc.record({
    fromTierId: text,
    toTierId: text,
    cause: fc.constantFrom(...tierCauses),
    keptUntil: dateOrNone,
  }),
  refer: fc.record({ introducerRef: id, guestCodeId: idOrNone }),
  grant: fc.record({ cause: fc.constantFrom(...grantCauses), level: whole, sourceRef: idOrNone }),
  household: fc.record({ headRef: id, dayLimitMinor: fc.option(money) }),
  shiftClose: fc.record({
    firstSeq: whole,
    entries: whole,
    headHash: hash,
    byKind: fc.array(fc.record({ kind: text, entries: whole }), { maxLength: 3 }),
    outsideMinor: money,
  }),
  epochStart: fc.record({
    cause: fc.constantFrom(...epochCauses),
    previousEpoch: whole,
    knownSeq: whole,
    knownHash: hash,
    missingFromSeq: whole,
    missingToSeq: whole,
  }),
  overdraft: fc.record({ deviceId: idOrNone, entryIds: codeIds }),
};

/** Of one kind, with any moves at all. */
export function anyValueOf<Kind extends ValueKind>(kind: Kind): fc.Arbitrary<ValueEntry> {
  const content: fc.Arbitrary<ValueContentOf<Kind>> = fc.record({
    currency: fc.constant(currency('IRR')),
    moment: fc.record({ localDate: date, minuteOfDay: fc.integer({ min: 0, max: 1_439 }) }),
    moves: fc.array(anyMove, { maxLength: 3 }),
    facts: fc.array(fact, { maxLength: 2 }),
    detail: details[kind],
  });
  return fc.tuple(content, idOrNone).map(([given, refEntryId]) => {
    const value = {
      kind,
      opKey: valueKey(sha256, kind, testId(1)),
      businessDay: '2026-11-22',
      storeId: 'store-1',
      memberRef: null,
      operatorId,
      approverId: null,
      cardLevel: null,
      ruleSetHash: null,
      refEntryId,
      content: given,
    };
    // The kind and its content belong together by the type of `details`.
    return decideValue(stampOf(1), value as ValueToDecide);
  });
}

export const anyValueEntry: fc.Arbitrary<ValueEntry> = fc.oneof(...valueKinds.map(anyValueOf));
