import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeBox as tillBox } from '#electron/till/node-box.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { openBox, sealBox } from '#sync/core/sealed-box.ts';
import type { BoxPorts, KeyPair } from '#sync/core/sealed-box.ts';
import { nodeBox as serverBox } from '#sync/server/node-box.ts';

const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');

function pairOf(seedByte: number): KeyPair {
  const der = Buffer.concat([privatePrefix, Buffer.alloc(32, seedByte)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(12)),
    agree: (peer) => {
      const key = Buffer.concat([publicPrefix, peer]);
      const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
      try {
        return new Uint8Array(diffieHellman({ privateKey, publicKey }));
      } catch {
        return undefined; // a point of small order
      }
    },
  };
}

const reader = pairOf(7);
/** Reader's seed 32 times 7, sender's 32 times 9; reckoned by another program. */
const knownBox =
  '57db4b359f23ae5e146e4e2512056704722506348c150c14753d0c933d04d421b38897bfa0e0336b9d0943aeca568cfd1d0366cd9e9021a7a8f15f89fabdab57efbe73f2e56bbb77be988957836531dc';
const text = new TextEncoder().encode('a key of 32 bytes stands here ok');

function sealed(ports: BoxPorts, publicKey = reader.publicKey): Uint8Array {
  const box = sealBox(text, publicKey, ports);
  invariant(box !== undefined, 'a good key seals');
  return box;
}

describe('sealed boxes', () => {
  it.each([
    ['the server', serverBox, tillBox],
    ['the till', tillBox, serverBox],
  ])('a box that %s sealed opens on the other side', (_name, sealing, opening) => {
    expect(openBox(sealed(sealing), reader, opening)).toEqual(text);
  });

  it('a box sealed under known keys has the same bytes everywhere', () => {
    const boxes = [serverBox, tillBox].map((ports) =>
      bytesToHex(sealed({ ...ports, ephemeralPair: () => pairOf(9) })),
    );
    expect(boxes).toEqual([knownBox, knownBox]);
  });

  it('nobody else opens a box, and no changed byte goes unnoticed', () => {
    const box = sealed(serverBox);
    expect(openBox(box, pairOf(8), serverBox)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(box.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const other = Uint8Array.from(box);
        other[place] = (other[place] ?? 0) ^ change;
        // The top bit of an X25519 key does not take part in the agreement, but it does in the key that is derived.
        expect(openBox(other, reader, serverBox)).toBeUndefined();
      }),
    );
  });

  it('a box that is cut or empty does not open', () => {
    const box = sealed(tillBox);
    for (let length = 0; length < box.length; length += 1) {
      expect(openBox(box.slice(0, length), reader, tillBox)).toBeUndefined();
    }
  });

  it('nothing is sealed for a key of small order, which everybody can open', () => {
    const zero = new Uint8Array(32);
    expect([sealBox(text, zero, serverBox), sealBox(text, zero, tillBox)]).toEqual([undefined, undefined]);
    expect(sealBox(text, hexToBytes('00') ?? zero, serverBox)).toBeUndefined();
  });
});
