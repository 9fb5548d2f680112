/** Pushes that are not as their till made them: damaged on the way, or made by somebody who would like to cheat. */

import { brotliCompressSync, constants } from 'node:zlib';
import fc from 'fast-check';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { concatBytes } from '#sync/core/concat-bytes.ts';
import { encodePush } from '#sync/core/push-body.ts';
import type { PushBody } from '#sync/core/push-body.ts';
import type { PushingTill } from './pushing-till.ts';

export type BadPush = { readonly name: string; readonly bytes: Uint8Array };

/** `till` has entries from `from` on that HQ lacks; `other` is a till of the same chain. */
export type Victims = { readonly till: PushingTill; readonly other: PushingTill; readonly from: number };

/** Every way of being wrong, with the place and the value drawn at random. */
export function badPushes({ till, other, from }: Victims): fc.Arbitrary<BadPush> {
  const body = till.pushBody({ from });
  const bytes = encodePush(body);
  const named = (name: string, made: fc.Arbitrary<Uint8Array>): fc.Arbitrary<BadPush> =>
    made.map((value) => ({ name, bytes: value }));
  return fc.oneof(
    { arbitrary: named('bits turned', turned(bytes)), weight: 6 },
    named(
      'cut',
      fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length)),
    ),
    named(
      'longer',
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => concatBytes(bytes, more)),
    ),
    named('spliced', spliced(bytes)),
    named('random', fc.uint8Array({ maxLength: 2_000 })),
    named('of another form', otherValues().map(encodeCanonical)),
    { arbitrary: named('another field', changedFields(body, other).map(encodePush)), weight: 6 },
    { arbitrary: named('sealed wrongly', resealed(body, till).map(encodePush)), weight: 3 },
    { arbitrary: named('another segment', changedSegments(body).map(encodePush)), weight: 4 },
  );
}

function turned(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const turn = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  return fc.array(turn, { minLength: 1, maxLength: 4 }).map((turns) => {
    const changed = Uint8Array.from(bytes);
    for (const [at, mask] of turns) changed[at] = (changed[at] ?? 0) ^ mask;
    return changed;
  });
}

function spliced(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(bytes.length - 1);
  return fc
    .tuple(place, place, place)
    .map(([one, two, three]) => concatBytes(bytes.slice(0, one), bytes.slice(Math.min(two, three), two)));
}

function otherValues(): fc.Arbitrary<Parameters<typeof encodeCanonical>[0]> {
  const { value } = fc.letrec<{ value: Parameters<typeof encodeCanonical>[0] }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.maxSafeInteger().filter((number) => !Object.is(number, -0)),
      fc.string({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 40 }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 10 }),
    ),
  }));
  return value;
}

function changedFields(body: PushBody, other: PushingTill): fc.Arbitrary<PushBody> {
  const number = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.maxSafeInteger());
  const notZero = number.filter((value) => !Object.is(value, -0));
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const signature = fc.uint8Array({ minLength: 64, maxLength: 64 });
  return fc.oneof(
    fc.constant({ ...body, deviceId: other.deviceId }),
    notZero.map((epoch) => ({ ...body, epoch: epoch === body.epoch ? epoch + 1 : epoch })),
    notZero.map((fromSeq) => ({ ...body, fromSeq: fromSeq === body.fromSeq ? fromSeq + 1 : fromSeq })),
    notZero.map((toSeq) => ({ ...body, toSeq: toSeq === body.toSeq ? toSeq + 1 : toSeq })),
    hash.map((previousHash) => ({ ...body, previousHash })),
    hash.map((headHash) => ({ ...body, headHash })),
    signature.map((headSignature) => ({ ...body, headSignature })),
    fc.constant({ ...other.pushBody(), deviceId: body.deviceId }),
    fc.constant({ ...body, segment: other.pushBody().segment }),
    fc.constant({ ...body, segment: new Uint8Array() }),
  );
}

/** The till signs what is not so: a head that its entries do not lead to, or places that do not follow. */
function resealed(body: PushBody, till: PushingTill): fc.Arbitrary<PushBody> {
  const sealed = (changed: PushBody): PushBody => {
    const { deviceId, epoch, toSeq: seq, headHash: hash } = changed;
    const isSealable = epoch >= 0 && seq >= 0;
    return isSealable
      ? { ...changed, headSignature: till.sign(sealBytes({ deviceId, epoch, seq, hash })) }
      : changed;
  };
  const shift = fc.integer({ min: 1, max: 6 });
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  return fc
    .oneof(
      hash.map((headHash) => ({ ...body, headHash })),
      hash.map((previousHash) => ({ ...body, previousHash })),
      shift.map((by) => ({ ...body, fromSeq: body.fromSeq + by, toSeq: body.toSeq + by })),
      shift.map((by) => ({ ...body, toSeq: body.toSeq + by })),
      shift.map((by) => ({ ...body, epoch: body.epoch + by })),
      hash.map((previousHash) => ({
        ...body,
        fromSeq: 1,
        toSeq: body.toSeq - body.fromSeq + 1,
        previousHash,
      })),
    )
    .map(sealed);
}

function changedSegments(body: PushBody): fc.Arbitrary<PushBody> {
  const { segment } = body;
  const bombs = [1, 17, 19, 64].map(bombOf);
  return fc.oneof(
    turned(segment).map((changed) => ({ ...body, segment: changed })),
    fc.nat(segment.length - 1).map((length) => ({ ...body, segment: segment.slice(0, length) })),
    fc.uint8Array({ maxLength: 500 }).map((plain) => ({ ...body, segment: packed(plain) })),
    fc.constantFrom(...bombs).map((bomb) => ({ ...body, segment: bomb })),
  );
}

function packed(plain: Uint8Array): Uint8Array {
  return new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }));
}

/** A few bytes that unpack to many. */
export function bombOf(mebibytes: number): Uint8Array {
  return packed(new Uint8Array(mebibytes * 1024 * 1024));
}
