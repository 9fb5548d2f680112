import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proofCharsMax, proofText, proofTypedCharsMax, typedProof } from '#shared/domain/proof-text.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';
import { present } from '#test/support/present.ts';

const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 1_500 });

describe('the text of a proof', () => {
  test('gives its bytes back, in any case, with Persian digits, spaces and hyphens', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = present(proofText(bytes));
        expect(text).toMatch(/^VP1[0-9A-HJKMNP-TV-Z]+$/);
        const typed = text
          .toLowerCase()
          .replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
          .replace(/.{8}/g, '$& -');
        for (const shown of [text, typed]) expect(typedProof(shown)).toEqual({ kind: 'whole', bytes });
      }),
      { numRuns: 60 },
    );
  });

  test('says of each beginning of it that more is to come, and of a longer one that it is broken', () => {
    const text = present(proofText(new Uint8Array([1, 2, 3, 250, 251, 252])));
    for (let length = 3; length < text.length; length += 1) {
      expect(typedProof(text.slice(0, length))).toEqual({ kind: 'begun' });
    }
    expect(typedProof(`${text}0`)).toEqual({ kind: 'broken' });
  });

  test('is nothing else that may be typed into the same field', () => {
    for (const typed of ['', 'V', 'VP', 'T-261121-12', '0', `VP1${' '.repeat(proofTypedCharsMax)}`]) {
      expect(typedProof(typed)).toEqual({ kind: 'none' });
    }
  });

  test('is broken by a letter outside of the alphabet and by bits that nobody wrote', () => {
    const text = present(proofText(new Uint8Array([7])));
    expect(typedProof(`${text.slice(0, -1)}U`)).toEqual({ kind: 'broken' });
    expect(typedProof(`${text.slice(0, -1)}1`)).toEqual({ kind: 'broken' });
    expect(typedProof('VP1U00')).toEqual({ kind: 'broken' });
    expect(typedProof('VP1000')).toEqual({ kind: 'broken' });
    expect(typedProof('VP100100')).toEqual({ kind: 'broken' });
  });

  test('is never longer than one code holds, and never of nothing', () => {
    expect(present(proofText(new Uint8Array(1_571))).length).toBe(proofCharsMax);
    expect(proofText(new Uint8Array(1_572))).toBeUndefined();
    expect(() => proofText(new Uint8Array())).toThrow(InvariantError);
  });
});
