/**
 * In which order test files begin. What takes minutes goes first, so that at the end of a suite nobody waits for it
 * alone; a fresh clone knows of no durations and would begin with the longest texts.
 */

import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** Beginnings of their paths below `test/integration`, the slowest first. */
const slow = ['crash/power-cut', 'kill/till-kill', 'reader/virtual-cards', 'crash/', 'kill/'];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => placeOf(left) - placeOf(right));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const [, inSuite = ''] = moduleId.split('/test/integration/');
  const place = slow.findIndex((beginning) => inSuite.startsWith(beginning));
  return place < 0 ? slow.length : place;
}
