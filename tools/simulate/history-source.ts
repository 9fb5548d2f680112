/** A history as bytes, read line by line and never whole; single lines can be read again. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

export type HistorySource = {
  readonly size: number;
  /** The bytes from `offset` on, fewer than `length` at the end only; they are valid until the next call. */
  readonly read: (offset: number, length: number) => Buffer;
  readonly close: () => void;
};

/** Without its end; `isEnded` is false for a last line that no line feed follows. */
export type SourceLine = {
  /** From 1. */
  readonly number: number;
  readonly offset: number;
  /** Valid until the next line is asked for. */
  readonly bytes: Buffer;
  readonly isEnded: boolean;
};

/** Longer than a sale with the largest number of lines. */
export const lineBytesMax = 8 * 1024 * 1024;
const chunkBytes = 1024 * 1024;
const lineFeed = 10;

/** Only a plain file can be read by several workers, and twice. */
export function openHistory(file: string): Result<HistorySource, AppError> {
  const unreadable = (problem: string) => err(appError('file_unreadable', { file, problem }));
  try {
    const handle = openSync(file, 'r');
    const stats = fstatSync(handle);
    if (!stats.isFile()) {
      closeSync(handle);
      return unreadable('it is no plain file');
    }
    return ok(sourceOf(handle, stats.size));
  } catch (failure) {
    return unreadable(failure instanceof Error ? failure.message : String(failure));
  }
}

function sourceOf(handle: number, size: number): HistorySource {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  return {
    size,
    read: (offset, length) => {
      if (buffer.length < length) buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const count = readSync(handle, buffer, filled, length - filled, offset + filled);
        if (count === 0) break;
        filled += count;
      }
      return buffer.subarray(0, filled);
    },
    close: () => closeSync(handle),
  };
}

/** Every line up to the end; one of more than `lineBytesMax` is the last, cut there. */
export function* sourceLines(source: HistorySource): Iterable<SourceLine> {
  let number = 0;
  let offset = 0;
  let length = chunkBytes;
  for (;;) {
    const chunk = source.read(offset, length);
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      number += 1;
      yield { number, offset: offset + start, bytes: chunk.subarray(start, end), isEnded: true };
      start = end + 1;
    }
    const isLast = chunk.length < length;
    if (isLast || (start === 0 && length > lineBytesMax)) {
      const bytes = chunk.subarray(start);
      if (bytes.length > 0) yield { number: number + 1, offset: offset + start, bytes, isEnded: false };
      return;
    }
    // A line that fills the whole chunk is read once more, in a larger one.
    length = start === 0 ? Math.min(length * 4, lineBytesMax + 1) : chunkBytes;
    offset += start;
  }
}
