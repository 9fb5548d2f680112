import { describe, expect, it } from 'vitest';
import { joinPages } from '#renderer/console/parts/join-pages.ts';

/** The highest number is the newest. */
const isOlder = (item: number, last: number): boolean => item < last;
const join = (items: readonly number[], kept: readonly number[], hasMore = true) =>
  joinPages({ items, hasMore }, kept, isOlder);

describe('a list that came page by page', () => {
  it('goes on where its first page ends', () => {
    expect(join([9, 8, 7], [6, 5])).toEqual([9, 8, 7, 6, 5]);
  });

  it('keeps what new ones have pushed out of the first page', () => {
    expect(join([11, 10, 9], [9, 8, 7, 6])).toEqual([11, 10, 9, 8, 7, 6]);
  });

  it('loses what is gone from the first page since, and shows nothing twice', () => {
    expect(join([9, 7, 6], [9, 8, 7, 6, 5])).toEqual([9, 7, 6, 5]);
  });

  it('is its first page alone where that is all there is', () => {
    expect(join([9, 8], [9, 8, 7, 6], false)).toEqual([9, 8]);
    expect(join([], [7])).toEqual([]);
  });
});
