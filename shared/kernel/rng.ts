/** Randomness as a port, and a seeded generator for demo data, tests and the simulator. */

import { invariant } from './invariant.ts';

export type RandomBytes = (count: number) => Uint8Array;

export type Rng = {
  /** Unsigned 32-bit integer. */
  readonly uint32: () => number;
  /** Integer in `[0, bound)`; `bound` from 1 to 2^32. */
  readonly below: (bound: number) => number;
  readonly bytes: RandomBytes;
};

/** Deterministic generator (sfc32, Chris Doty-Humphrey, PractRand). Not for keys. */
export function createSeededRng(seed: number): Rng {
  let a = 0x9e3779b9 | 0;
  let b = seed | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;
  const uint32 = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + mixed;
    c |= 0;
    return mixed >>> 0;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) uint32();
  return { uint32, below: (bound) => below(uint32, bound), bytes: (count) => bytes(uint32, count) };
}

function below(uint32: () => number, bound: number): number {
  invariant(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32, 'a random bound is 1 to 2^32');
  return Math.floor((uint32() / 2 ** 32) * bound);
}

function bytes(uint32: () => number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => uint32() & 0xff);
}
