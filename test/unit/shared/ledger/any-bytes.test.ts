import { describe, expect, it } from 'vitest';
import { readFields, wellFormed } from '#shared/ledger/body-fields.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';

const read = (value: CanonicalValue): Uint8Array | undefined =>
  wellFormed(() => readFields([value], (fields) => fields.anyBytes()));

describe('bytes of a length that the field says', () => {
  it('are taken whatever their length', () => {
    for (const length of [0, 1, 33]) expect(read(new Uint8Array(length))).toHaveLength(length);
  });

  it('are nothing else', () => {
    for (const other of [null, 7, 'text', true, []]) expect(read(other)).toBeUndefined();
  });
});
