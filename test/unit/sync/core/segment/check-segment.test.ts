import { describe, expect, test } from 'vitest';
import { uuid } from '#shared/kernel/ids.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { checkSegment } from '#sync/core/segment/check-segment.ts';
import type { SegmentClaim } from '#sync/core/segment/check-segment.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { deviceId } from '#test/support/ledger.ts';
import { saleBodies } from '#test/support/segment-bodies.ts';
import { claimOf, claimSigner } from '#test/support/segment-claim.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';

const { sha256 } = segmentPorts;
const bodies = saleBodies(6);
const segment = encodeSegment(bodies, segmentPorts);
const previousHash = genesisHash(sha256, deviceId, 1);
const claim = claimOf({ bodies, previousHash });

/** The claim changed, and signed as it now is. */
function resigned(changed: Partial<SegmentClaim>): SegmentClaim {
  const next = { ...claim, ...changed };
  const message = sealBytes({ deviceId: next.deviceId, epoch: next.epoch, ...next.head });
  return { ...next, signature: claimSigner.signHead(message) };
}

function faultOf(of: SegmentClaim, bytes = segment): unknown {
  const checked = checkSegment(of, bytes, segmentPorts);
  return checked.ok ? 'no fault' : checked.error;
}

describe('a pushed segment', () => {
  test('gives each body with its place in the chain and its hash', () => {
    const entries = expectOk(checkSegment(claim, segment, segmentPorts));
    let hash = previousHash;
    expect(entries).toHaveLength(bodies.length);
    for (const [index, body] of bodies.entries()) {
      hash = entryHash(sha256, hash, body);
      expect(entries[index]).toEqual({ seq: index + 1, body, hash });
    }
    expect(claim.head.hash).toEqual(hash);
  });

  test('that goes on from the middle of the chain keeps its places', () => {
    const rest = bodies.slice(4);
    const middle = claimOf({ bodies: rest, previousHash: sha256(new Uint8Array(3)), fromSeq: 5 });
    const entries = expectOk(checkSegment(middle, encodeSegment(rest, segmentPorts), segmentPorts));
    expect(entries.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  test('with bodies that no version can read is taken: they are what the till signed', () => {
    const odd = [Uint8Array.of(0xff), ...bodies.slice(0, 2), new Uint8Array()];
    const oddClaim = claimOf({ bodies: odd, previousHash });
    const entries = expectOk(checkSegment(oddClaim, encodeSegment(odd, segmentPorts), segmentPorts));
    expect(entries.map(({ body }) => body)).toEqual(odd);
  });

  test('is refused when its head is signed by another key, or not at all', () => {
    const fault = { code: 'signature_invalid', afterEntries: 0 };
    expect(faultOf({ ...claim, publicKey: sha256(new Uint8Array(1)) })).toEqual(fault);
    expect(faultOf({ ...claim, signature: new Uint8Array(64) })).toEqual(fault);
    expect(faultOf({ ...claim, epoch: 2 })).toEqual(fault);
    expect(faultOf({ ...claim, deviceId: uuid('0193a0b0-0000-7000-8000-000000000002') })).toEqual(fault);
    expect(faultOf({ ...claim, head: { ...claim.head, hash: previousHash } })).toEqual(fault);
  });

  test('is refused when its entries do not lead from the hash before to the head', () => {
    const fault = { code: 'head_differs', afterEntries: bodies.length };
    expect(faultOf({ ...claim, previousHash: claim.head.hash })).toEqual(fault);
    expect(faultOf(resigned({ head: { ...claim.head, hash: previousHash } }))).toEqual(fault);
    const swapped = [...bodies.slice(1, 2), ...bodies.slice(0, 1), ...bodies.slice(2)];
    expect(faultOf(claim, encodeSegment(swapped, segmentPorts))).toEqual(fault);
    const doubled = [...bodies.slice(0, 5), ...bodies.slice(4, 5)];
    expect(faultOf(claim, encodeSegment(doubled, segmentPorts))).toEqual(fault);
  });

  test('is refused when it holds more or fewer entries than there are from its first seq to its head', () => {
    const fault = { code: 'count_differs', afterEntries: 0 };
    expect(faultOf({ ...claim, fromSeq: 2 })).toEqual(fault);
    expect(faultOf(claim, encodeSegment(bodies.slice(1), segmentPorts))).toEqual(fault);
    expect(faultOf({ ...claim, fromSeq: 7 })).toEqual(fault);
    expect(faultOf({ ...claim, fromSeq: 100 })).toEqual(fault);
  });

  test('is refused for what is wrong inside it', () => {
    expect(faultOf(claim, segment.subarray(1))).toEqual({ code: 'malformed', afterEntries: 0 });
  });
});
