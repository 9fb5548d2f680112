/** The detail of an entry that moves value as canonical fields, in the order of schema version 2. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { BodyFields } from '../body-fields.ts';
import type { CanonicalValue } from '../canonical-bytes.ts';
import { hashBytes } from '../chain.ts';
import { offerFields, readOffer } from '../offer-body.ts';
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
} from './value-details.ts';
import type { Tender, UpkeepDetail, ValueDetails, ValueKind } from './value-details.ts';

type DetailCodec<Detail> = {
  readonly fields: (detail: Detail) => readonly CanonicalValue[];
  readonly read: (fields: BodyFields) => Detail;
};

export function detailFields<Kind extends ValueKind>(
  kind: Kind,
  detail: ValueDetails[Kind],
): readonly CanonicalValue[] {
  return detailCodecs[kind].fields(detail);
}

export function readDetail<Kind extends ValueKind>(fields: BodyFields, kind: Kind): ValueDetails[Kind] {
  return detailCodecs[kind].read(fields);
}

const upkeep: DetailCodec<UpkeepDetail> = {
  fields: ({ cause }) => [upkeepCauses.indexOf(cause)],
  read: (fields) => ({ cause: fields.word(upkeepCauses) }),
};

const detailCodecs: { readonly [Kind in ValueKind]: DetailCodec<ValueDetails[Kind]> } = {
  redeem: {
    fields: ({ basketId, tenders, dueMinor, outsideMinor }) => [
      uuidToBytes(basketId),
      tenders.map(tenderFields),
      dueMinor,
      outsideMinor,
    ],
    read: (fields) => ({
      basketId: fields.uuid(),
      tenders: fields.list(readTender),
      dueMinor: fields.minor(),
      outsideMinor: fields.minor(),
    }),
  },
  topUp: {
    fields: ({ cause, reasonId }) => [topUpCauses.indexOf(cause), reasonId],
    read: (fields) => ({ cause: fields.word(topUpCauses), reasonId: fields.orNull(fields.text) }),
  },
  refund: {
    fields: (detail) => [
      refundScopes.indexOf(detail.scope),
      refundEvidences.indexOf(detail.evidence),
      detail.reasonId,
      uuidToBytes(detail.saleEntryId),
      detail.lines.map(({ lineId, quantity, refundMinor }) => [uuidToBytes(lineId), quantity, refundMinor]),
      detail.refundMinor,
      detail.back.map(tenderFields),
      detail.outsideMinor,
      detail.toWalletMinor,
    ],
    read: (fields) => ({
      scope: fields.word(refundScopes),
      evidence: fields.word(refundEvidences),
      reasonId: fields.text(),
      saleEntryId: fields.uuid(),
      lines: fields.list((inner) => ({
        lineId: inner.uuid(),
        quantity: inner.integer(),
        refundMinor: inner.minor(),
      })),
      refundMinor: fields.minor(),
      back: fields.list(readTender),
      outsideMinor: fields.minor(),
      toWalletMinor: fields.minor(),
    }),
  },
  adjust: {
    fields: ({ reasonId, batchId }) => [reasonId, uuidField(batchId)],
    read: (fields) => ({ reasonId: fields.text(), batchId: fields.orNull(fields.uuid) }),
  },
  transfer: {
    fields: ({ toMemberRef }) => [uuidToBytes(toMemberRef)],
    read: (fields) => ({ toMemberRef: fields.uuid() }),
  },
  release: upkeep,
  expire: upkeep,
  claim: {
    fields: ({ rewardId, count, costPoints, codeId }) => [rewardId, count, costPoints, uuidField(codeId)],
    read: (fields) => ({
      rewardId: fields.text(),
      count: fields.integer(),
      costPoints: fields.integer(),
      codeId: fields.orNull(fields.uuid),
    }),
  },
  handOver: {
    fields: ({ claimEntryId }) => [uuidToBytes(claimEntryId)],
    read: (fields) => ({ claimEntryId: fields.uuid() }),
  },
  cancelClaim: {
    fields: ({ claimEntryId, reasonId }) => [uuidToBytes(claimEntryId), reasonId],
    read: (fields) => ({ claimEntryId: fields.uuid(), reasonId: fields.text() }),
  },
  issueCodes: {
    fields: (detail) => [
      codeKinds.indexOf(detail.codeKind),
      uuidToBytes(detail.batchId),
      detail.refId,
      detail.codeIds.map((codeId) => [uuidToBytes(codeId)]),
      detail.valueMinor,
      detail.usesMax,
      detail.expiresOn,
    ],
    read: (fields) => ({
      codeKind: fields.word(codeKinds),
      batchId: fields.uuid(),
      refId: fields.orNull(fields.text),
      codeIds: fields.list((inner) => inner.uuid()),
      valueMinor: fields.minor(),
      usesMax: fields.integer(),
      expiresOn: fields.orNull(fields.isoDate),
    }),
  },
  useCode: {
    fields: ({ codeKind, codeId, basketId }) => [
      codeKinds.indexOf(codeKind),
      uuidToBytes(codeId),
      uuidField(basketId),
    ],
    read: (fields) => ({
      codeKind: fields.word(codeKinds),
      codeId: fields.uuid(),
      basketId: fields.orNull(fields.uuid),
    }),
  },
  cancelCodes: {
    fields: ({ batchId, codeIds, reasonId }) => [
      uuidField(batchId),
      codeIds.map((codeId) => [uuidToBytes(codeId)]),
      reasonId,
    ],
    read: (fields) => ({
      batchId: fields.orNull(fields.uuid),
      codeIds: fields.list((inner) => inner.uuid()),
      reasonId: fields.text(),
    }),
  },
  reassign: {
    fields: ({ saleEntryId, fromMemberRef, offers }) => [
      uuidToBytes(saleEntryId),
      uuidField(fromMemberRef),
      offers.map(offerFields),
    ],
    read: (fields) => ({
      saleEntryId: fields.uuid(),
      fromMemberRef: fields.orNull(fields.uuid),
      offers: fields.list(readOffer),
    }),
  },
  tierChange: {
    fields: ({ fromTierId, toTierId, cause, keptUntil }) => [
      fromTierId,
      toTierId,
      tierCauses.indexOf(cause),
      keptUntil,
    ],
    read: (fields) => ({
      fromTierId: fields.text(),
      toTierId: fields.text(),
      cause: fields.word(tierCauses),
      keptUntil: fields.orNull(fields.isoDate),
    }),
  },
  refer: {
    fields: ({ introducerRef, guestCodeId }) => [uuidToBytes(introducerRef), uuidField(guestCodeId)],
    read: (fields) => ({ introducerRef: fields.uuid(), guestCodeId: fields.orNull(fields.uuid) }),
  },
  grant: {
    fields: ({ cause, level, sourceRef }) => [grantCauses.indexOf(cause), level, uuidField(sourceRef)],
    read: (fields) => ({
      cause: fields.word(grantCauses),
      level: fields.integer(),
      sourceRef: fields.orNull(fields.uuid),
    }),
  },
  household: {
    fields: ({ headRef, dayLimitMinor }) => [uuidToBytes(headRef), dayLimitMinor],
    read: (fields) => ({ headRef: fields.uuid(), dayLimitMinor: fields.orNull(fields.minor) }),
  },
  shiftClose: {
    fields: ({ firstSeq, entries, headHash, byKind, outsideMinor }) => [
      firstSeq,
      entries,
      headHash,
      byKind.map((row) => [row.kind, row.entries]),
      outsideMinor,
    ],
    read: (fields) => ({
      firstSeq: fields.integer(),
      entries: fields.integer(),
      headHash: fields.bytes(hashBytes),
      byKind: fields.list((inner) => ({ kind: inner.text(), entries: inner.integer() })),
      outsideMinor: fields.minor(),
    }),
  },
  epochStart: {
    fields: (detail) => [
      epochCauses.indexOf(detail.cause),
      detail.previousEpoch,
      detail.knownSeq,
      detail.knownHash,
      detail.missingFromSeq,
      detail.missingToSeq,
    ],
    read: (fields) => ({
      cause: fields.word(epochCauses),
      previousEpoch: fields.integer(),
      knownSeq: fields.integer(),
      knownHash: fields.bytes(hashBytes),
      missingFromSeq: fields.integer(),
      missingToSeq: fields.integer(),
    }),
  },
  overdraft: {
    fields: ({ deviceId, entryIds }) => [
      uuidField(deviceId),
      entryIds.map((entryId) => [uuidToBytes(entryId)]),
    ],
    read: (fields) => ({
      deviceId: fields.orNull(fields.uuid),
      entryIds: fields.list((inner) => inner.uuid()),
    }),
  },
};

function tenderFields({ means, amount, worthMinor, codeId, holderRef }: Tender): CanonicalValue {
  return [tenderMeans.indexOf(means), amount, worthMinor, uuidField(codeId), uuidField(holderRef)];
}

function readTender(fields: BodyFields): Tender {
  return {
    means: fields.word(tenderMeans),
    amount: fields.integer(),
    worthMinor: fields.minor(),
    codeId: fields.orNull(fields.uuid),
    holderRef: fields.orNull(fields.uuid),
  };
}

function uuidField(id: Uuid | null): CanonicalValue {
  return id === null ? null : uuidToBytes(id);
}
