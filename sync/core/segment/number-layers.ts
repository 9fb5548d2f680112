/**
 * The numbers of a column as layers: the first bytes of all of them, then the second bytes of those that have one, and so
 * on. Bytes of one weight look alike, which makes them compress better than numbers written one by one.
 */

import { BadSegment } from './segment-fault.ts';
import { byteAt, numberAt, writeByte } from './byte-writer.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Seven bits each: the largest safe integer has 53. */
const layersMax = 8;

/** Signed numbers as unsigned ones, small where they are near to 0. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** How far from 0 a number may be to be written in this way. */
export const zigzagMax = 2 ** 52 - 1;

export function byteCount(value: number): number {
  let count = 1;
  for (let rest = value; rest >= 0x80; rest /= 0x80) count += 1;
  return count;
}

export function writeLayers(writer: ByteWriter, numbers: readonly number[]): void {
  let layer = numbers;
  while (layer.length > 0) {
    const rests: number[] = [];
    for (const number of layer) {
      if (number < 0x80) writeByte(writer, number);
      else {
        writeByte(writer, (number % 0x80) | 0x80);
        rests.push(Math.floor(number / 0x80));
      }
    }
    layer = rests;
  }
}

export type ReadLayers = {
  readonly numbers: Float64Array;
  /** Where the layers end. */ readonly end: number;
};

/** Throws where the bytes end before the layers do, or a number is not a safe integer. */
export function readLayers(bytes: Uint8Array, at: number, count: number): ReadLayers {
  return readLayer(bytes, { at, count, layersLeft: layersMax });
}

type Layer = { readonly at: number; readonly count: number; readonly layersLeft: number };

function readLayer(bytes: Uint8Array, { at, count, layersLeft }: Layer): ReadLayers {
  const end = at + count;
  if (end > bytes.length) throw new BadSegment('truncated');
  const numbers = new Float64Array(count);
  let longer = 0;
  for (let index = at; index < end; index += 1) longer += byteAt(bytes, index) >> 7;
  if (longer === 0) {
    numbers.set(bytes.subarray(at, end));
    return { numbers, end };
  }
  if (layersLeft === 1) throw new BadSegment('malformed');
  const higher = readLayer(bytes, { at: end, count: longer, layersLeft: layersLeft - 1 });
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const byte = byteAt(bytes, at + index);
    numbers[index] = byte < 0x80 ? byte : byte - 0x80 + numberAt(higher.numbers, next) * 0x80;
    next += byte >> 7;
  }
  if (!numbers.every(Number.isSafeInteger)) throw new BadSegment('malformed');
  return { numbers, end: higher.end };
}
