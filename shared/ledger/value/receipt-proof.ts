/**
 * What another till of the chain must know of a sale to give it back: signed by the till that sold, printed on the
 * receipt, checked without a line. Nothing of the person but the reference of the member.
 */

import { basketGrossMinorMax, lineQuantityMax } from '#shared/domain/basket.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Currency, Minor } from '#shared/domain/money.ts';
import type { LineId } from '#shared/domain/product.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { SignHead, VerifySignature } from '#shared/kernel/hash-port.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { asciiBytes } from '../ascii-bytes.ts';
import { MalformedBody, readFields, wellFormed } from '../body-fields.ts';
import type { BodyFields } from '../body-fields.ts';
import { decodeCanonical, encodeCanonical } from '../canonical-bytes.ts';
import type { CanonicalValue } from '../canonical-bytes.ts';
import type { DeviceId, EntryId } from '../entry.ts';
import { tenderMeans } from './value-details.ts';
import type { Tender } from './value-details.ts';

export type ProvenLine = {
  readonly lineId: LineId;
  readonly productId: string | null;
  /** What was not given back when the proof was made, and what was paid for it. */
  readonly quantity: number;
  readonly paidMinor: Minor;
};

/** The sum of all lots of one unit that the sale gave a member. */
export type ProvenGrant = {
  readonly memberRef: MemberRef;
  readonly unit: 'points' | 'money';
  readonly amount: number;
};

/** A sale as its till knew it when the proof was made: less what had been given back there. */
export type SaleProof = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly seq: number;
  readonly entryId: EntryId;
  readonly receiptNumber: string;
  readonly soldAtMs: EpochMs;
  readonly businessDay: IsoDate;
  /** The store's local day. */
  readonly date: IsoDate;
  readonly currency: Currency;
  readonly holderRef: MemberRef | null;
  readonly lines: readonly ProvenLine[];
  readonly tenders: readonly Tender[];
  readonly earned: readonly ProvenGrant[];
};

export const proofLinesMax = 40;
const proofPartsMax = 40;
const version = 1;
const signatureBytes = 64;
const receiptNumberCharsMax = 40;
const productIdCharsMax = 64;
const units = ['points', 'money'] as const;
/** Another tag than that of a seal: neither can be taken for the other. */
const proofTag = asciiBytes('proof/1');

/** The proof with the signature of the till that sold. */
export function signProof(proof: SaleProof, sign: SignHead): Uint8Array {
  const body = encodeCanonical(fieldsOf(proof));
  return joined(body, sign(joined(proofTag, body)));
}

export type ProofKeys = {
  /** `undefined` for a till that is not of this chain. */
  readonly keyOf: (deviceId: DeviceId) => Uint8Array | undefined;
  readonly verifySignature: VerifySignature;
};
export type ProofCode = 'proof_unreadable' | 'proof_not_ours';

/** `proof_unreadable` for what no till wrote, `proof_not_ours` for what no till of this chain signed. */
export function openProof(bytes: Uint8Array, keys: ProofKeys): Result<SaleProof, ProofCode> {
  if (bytes.length <= signatureBytes) return err('proof_unreadable');
  const body = bytes.slice(0, -signatureBytes);
  const proof = parseProof(body);
  if (proof === undefined) return err('proof_unreadable');
  const publicKey = keys.keyOf(proof.deviceId);
  const signature = bytes.slice(-signatureBytes);
  const message = joined(proofTag, body);
  const isSigned = publicKey !== undefined && keys.verifySignature({ publicKey, message, signature });
  return isSigned ? ok(proof) : err('proof_not_ours');
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function fieldsOf(proof: SaleProof): CanonicalValue {
  return [
    version,
    uuidToBytes(proof.deviceId),
    proof.epoch,
    proof.seq,
    uuidToBytes(proof.entryId),
    proof.receiptNumber,
    proof.soldAtMs,
    proof.businessDay,
    proof.date,
    proof.currency,
    idOrNull(proof.holderRef),
    proof.lines.map((line) => [uuidToBytes(line.lineId), line.productId, line.quantity, line.paidMinor]),
    proof.tenders.map((tender) => [
      tenderMeans.indexOf(tender.means),
      tender.amount,
      tender.worthMinor,
      idOrNull(tender.codeId),
      idOrNull(tender.holderRef),
    ]),
    proof.earned.map(({ memberRef, unit, amount }) => [uuidToBytes(memberRef), units.indexOf(unit), amount]),
  ];
}

function idOrNull(id: Uuid | null): CanonicalValue {
  return id === null ? null : uuidToBytes(id);
}

function parseProof(body: Uint8Array): SaleProof | undefined {
  const value = decodeCanonical(body);
  if (value === undefined) return undefined;
  const proof = wellFormed(() => readFields(value, readProof));
  return proof !== undefined && isSound(proof) ? proof : undefined;
}

function readProof(fields: BodyFields): SaleProof {
  if (fields.integer() !== version) throw new MalformedBody('a proof of this version was expected');
  return {
    deviceId: fields.uuid(),
    epoch: fields.integer(),
    seq: fields.integer(),
    entryId: fields.uuid(),
    receiptNumber: fields.text(),
    soldAtMs: readInstant(fields),
    businessDay: fields.isoDate(),
    date: fields.isoDate(),
    currency: fields.currency(),
    holderRef: fields.orNull(fields.uuid),
    lines: fields.list(readLine),
    tenders: fields.list(readTender),
    earned: fields.list((grant) => ({
      memberRef: grant.uuid(),
      unit: grant.word(units),
      amount: grant.integer(),
    })),
  };
}

function readInstant(fields: BodyFields): EpochMs {
  const value = fields.integer();
  if (value < 0) throw new MalformedBody('an instant after 1970 was expected');
  return epochMs(value);
}

function readLine(fields: BodyFields): ProvenLine {
  return {
    lineId: fields.uuid(),
    productId: fields.orNull(fields.text),
    quantity: fields.integer(),
    paidMinor: fields.minor(),
  };
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

/** What a till of the chain signed adds up; this says so of it once, so that a refund need not ask. */
function isSound({ receiptNumber, lines, tenders, earned }: SaleProof): boolean {
  if (receiptNumber.length > receiptNumberCharsMax) return false;
  if (lines.length === 0 || lines.length > proofLinesMax) return false;
  if (Math.max(tenders.length, earned.length) > proofPartsMax) return false;
  const paidMinor = addInt(...lines.filter(isSoundLine).map((line) => line.paidMinor));
  const worthMinor = addInt(...tenders.filter(isSoundTender).map((tender) => tender.worthMinor));
  return (
    lines.every(isSoundLine) &&
    tenders.every(isSoundTender) &&
    earned.every(({ amount }) => isWithin(amount, 1, basketGrossMinorMax)) &&
    worthMinor <= paidMinor &&
    areDistinct(lines.map(({ lineId }) => lineId)) &&
    areDistinct(tenders.map(({ means, codeId, holderRef }) => `${means} ${codeId} ${holderRef}`)) &&
    areDistinct(earned.map(({ memberRef, unit }) => `${memberRef} ${unit}`))
  );
}

function isSoundLine({ productId, quantity, paidMinor }: ProvenLine): boolean {
  const isKnown = productId === null || isWithin(productId.length, 1, productIdCharsMax);
  return isKnown && isWithin(quantity, 1, lineQuantityMax) && isWithin(paidMinor, 0, basketGrossMinorMax);
}

/** Points and wallets are a member's; gift cards and coupons are nobody's. */
function isSoundTender({ means, amount, worthMinor, codeId, holderRef }: Tender): boolean {
  const isOfMember = means === 'points' || means === 'wallet';
  const isNamed = isOfMember ? holderRef !== null && codeId === null : codeId !== null && holderRef === null;
  const isAmount = isWithin(amount, 0, basketGrossMinorMax) && isWithin(worthMinor, 0, basketGrossMinorMax);
  return isNamed && isAmount && (means === 'points' || amount === worthMinor);
}

function isWithin(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
