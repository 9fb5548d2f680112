import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifySignature } from '#electron/till/node-signatures.ts';
import { proofText } from '#shared/domain/proof-text.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { minor } from '#shared/domain/money.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { openProof, proofLinesMax, signProof } from '#shared/ledger/value/receipt-proof.ts';
import type { ProvenLine, SaleProof } from '#shared/ledger/value/receipt-proof.ts';
import { chainKeys, sellerId, sellerKey, strangerKey } from '#test/support/proofs.ts';
import { rial } from '#test/support/lots.ts';
import { present } from '#test/support/present.ts';
import { buyer, relative, soldId } from '#test/support/sold-world.ts';

function lineAt(place: number): ProvenLine {
  return { lineId: soldId('f', place), productId: `p-${place}`, quantity: 2, paidMinor: minor(1_000_000) };
}

const proof: SaleProof = {
  deviceId: sellerId,
  epoch: 1,
  seq: 12,
  entryId: soldId('e', 12),
  receiptNumber: 'NORTH1-261122-12',
  soldAtMs: epochMs(1_795_262_400_000),
  businessDay: '2026-11-22',
  date: '2026-11-22',
  currency: rial,
  holderRef: buyer,
  lines: [lineAt(1), { ...lineAt(2), productId: null }],
  tenders: [
    { means: 'points', amount: 30, worthMinor: minor(3_000), codeId: null, holderRef: buyer },
    { means: 'wallet', amount: 500, worthMinor: minor(500), codeId: null, holderRef: relative },
    { means: 'giftCard', amount: 700, worthMinor: minor(700), codeId: soldId('c', 1), holderRef: null },
  ],
  earned: [
    { memberRef: buyer, unit: 'points', amount: 20 },
    { memberRef: buyer, unit: 'money', amount: 4_000 },
  ],
};

function opened(changed: Partial<SaleProof>): ReturnType<typeof openProof> {
  return openProof(signProof({ ...proof, ...changed }, sellerKey.signHead), chainKeys);
}

describe('the proof of a sale', () => {
  test('is read back as it was signed', () => {
    expect(opened({})).toEqual({ ok: true, value: proof });
    const nobodys: SaleProof = { ...proof, holderRef: null, tenders: [], earned: [] };
    expect(opened(nobodys)).toEqual({ ok: true, value: nobodys });
  });

  test('of the longest sale fits into one code', () => {
    const lines = Array.from({ length: proofLinesMax }, (_, place) => lineAt(place));
    const bytes = signProof({ ...proof, lines, tenders: [], earned: [] }, sellerKey.signHead);
    expect(present(proofText(bytes)).length).toBeGreaterThan(1_000);
  });

  test('is refused with any single bit turned', () => {
    const bytes = signProof(proof, sellerKey.signHead);
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const forged = bytes.slice();
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(openProof(forged, chainKeys).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('is not ours when another key signed it, or a till that the chain does not name', () => {
    const byStranger = signProof(proof, strangerKey.signHead);
    expect(openProof(byStranger, chainKeys)).toEqual({ ok: false, error: 'proof_not_ours' });
    expect(opened({ deviceId: soldId('d', 2) })).toEqual({ ok: false, error: 'proof_not_ours' });
  });

  test('is never a seal, and a seal is never a proof', () => {
    const bytes = signProof(proof, sellerKey.signHead);
    const signature = bytes.slice(-64);
    const head = { deviceId: sellerId, epoch: 1, seq: 12, hash: new Uint8Array(32) };
    const message = sealBytes(head);
    expect(verifySignature({ publicKey: sellerKey.publicKey, message, signature })).toBe(false);
    const sealed = new Uint8Array([...bytes.slice(0, -64), ...sellerKey.signHead(bytes.slice(0, -64))]);
    expect(openProof(sealed, chainKeys)).toEqual({ ok: false, error: 'proof_not_ours' });
  });

  test.each<[string, Partial<SaleProof>]>([
    ['without a line', { lines: [] }],
    ['of more lines than a code holds', { lines: Array.from({ length: 41 }, (_, place) => lineAt(place)) }],
    ['with a line twice', { lines: [lineAt(1), lineAt(1)] }],
    ['with less than one unit', { lines: [{ ...lineAt(1), quantity: 0 }] }],
    ['with more units than a line has', { lines: [{ ...lineAt(1), quantity: 10 ** 9 }] }],
    ['with a price below nothing', { lines: [lineAt(1), { ...lineAt(2), paidMinor: minor(-1) }] }],
    ['with a product without a name', { lines: [lineAt(1), { ...lineAt(2), productId: '' }] }],
    ['paid with more than it cost', { lines: [{ ...lineAt(1), paidMinor: minor(10) }] }],
    ['with a receipt number without end', { receiptNumber: 'N'.repeat(41) }],
    ['with an instant before all time', { soldAtMs: -1 as SaleProof['soldAtMs'] }],
    [
      'paid with points of nobody',
      { tenders: [{ means: 'points', amount: 1, worthMinor: minor(1), codeId: null, holderRef: null }] },
    ],
    [
      'paid with a gift card without a code',
      { tenders: [{ means: 'giftCard', amount: 1, worthMinor: minor(1), codeId: null, holderRef: null }] },
    ],
    [
      'paid with a wallet that is worth less than it is',
      { tenders: [{ means: 'wallet', amount: 2, worthMinor: minor(1), codeId: null, holderRef: buyer }] },
    ],
    [
      'with more means than anybody has',
      { tenders: Array.from({ length: 41 }, (_, place) => cardAt(place)) },
    ],
    ['that earned nothing', { earned: [{ memberRef: buyer, unit: 'points', amount: 0 }] }],
  ])('%s cannot be read', (_, changed) => {
    expect(opened(changed)).toEqual({ ok: false, error: 'proof_unreadable' });
  });

  test('that is too short, or no proof of this version, cannot be read', () => {
    for (const bytes of [new Uint8Array(64), new Uint8Array(65), new Uint8Array(200).fill(0x81)]) {
      expect(openProof(bytes, chainKeys)).toEqual({ ok: false, error: 'proof_unreadable' });
    }
    const other = signProof(proof, sellerKey.signHead);
    other[1] = 2; // the version is the first field of the list
    expect(openProof(other, chainKeys)).toEqual({ ok: false, error: 'proof_unreadable' });
  });
});

function cardAt(place: number): SaleProof['tenders'][number] {
  return { means: 'giftCard', amount: 1, worthMinor: minor(1), codeId: soldId('c', place), holderRef: null };
}
