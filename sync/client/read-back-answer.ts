/** The answer in which HQ gives a till's own entries back: canonical bytes of a list of signed segments. */

import { MalformedBody, readFields, wellFormed } from '#shared/ledger/body-fields.ts';
import { decodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { hashBytes } from '#shared/ledger/chain.ts';

export type OwnSegment = {
  readonly fromSeq: number;
  readonly previousHash: Uint8Array;
  readonly toSeq: number;
  readonly headHash: Uint8Array;
  readonly headSignature: Uint8Array;
  readonly segment: Uint8Array;
};

const signatureBytes = 64;
const segmentsMax = 100_000;

/** `undefined` for bytes of another form. */
export function parseReadBack(bytes: Uint8Array): readonly OwnSegment[] | undefined {
  const value = decodeCanonical(bytes);
  if (!Array.isArray(value) || value.length > segmentsMax) return undefined;
  return wellFormed(() =>
    value.map((item) =>
      readFields(item, (fields) => {
        const segment = {
          fromSeq: fields.integer(),
          previousHash: fields.bytes(hashBytes),
          toSeq: fields.integer(),
          headHash: fields.bytes(hashBytes),
          headSignature: fields.bytes(signatureBytes),
          segment: fields.anyBytes(),
        };
        if (segment.fromSeq < 1 || segment.toSeq < segment.fromSeq)
          throw new MalformedBody('a range is empty');
        return segment;
      }),
    ),
  );
}
