/** Whether a selector means a line. */

import type { BasketLine } from '#shared/domain/basket.ts';
import type { Selector } from '../language/selector.ts';

export type LineTest = (line: BasketLine) => boolean;

export function lineTest(selector: Selector): LineTest {
  const tests = listTests(selector);
  const isNamed: LineTest = tests.length === 0 ? () => true : (line) => tests.some((test) => test(line));
  return selector.exceptReduced === true ? (line) => line.isReduced !== true && isNamed(line) : isNamed;
}

function listTests({ productIds, groupIds, brandIds, tags }: Selector): readonly LineTest[] {
  const tests: LineTest[] = [];
  if (productIds !== undefined) {
    const named = new Set<string>(productIds);
    tests.push(({ productId }) => productId !== null && named.has(productId));
  }
  if (groupIds !== undefined) {
    const named = new Set<string>(groupIds);
    tests.push(({ groupId }) => groupId !== null && named.has(groupId));
  }
  if (brandIds !== undefined) {
    const named = new Set<string>(brandIds);
    tests.push(({ brandId }) => brandId !== undefined && named.has(brandId));
  }
  if (tags !== undefined) {
    const named = new Set<string>(tags);
    tests.push((line) => line.tags?.some((tag) => named.has(tag)) ?? false);
  }
  return tests;
}
