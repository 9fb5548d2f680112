import { describe, expect, it } from 'vitest';
import { keepOrder } from '#renderer/console/steady-order.ts';

describe('rows that are asked for anew', () => {
  it('stay where they are whatever order they come in', () => {
    expect(keepOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'b', 'c']);
  });

  it('come in behind the others when they are new, and leave when they are gone', () => {
    expect(keepOrder(['a', 'b', 'c'], ['new', 'c', 'a'])).toEqual(['a', 'c', 'new']);
  });

  it('stand as wanted the first time', () => {
    expect(keepOrder([], ['b', 'a'])).toEqual(['b', 'a']);
  });
});
