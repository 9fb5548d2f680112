import { expect, it } from 'vitest';
import { createProgressLine } from '#tools/demo/progress-line.ts';

function shown(total: number, isTTY: boolean): readonly string[] {
  const written: string[] = [];
  const progress = createProgressLine('Members', total, { isTTY, write: (text) => written.push(text) });
  for (let count = 1; count <= total; count += 1) progress.reached(count);
  progress.end();
  return written;
}

it('a file or a pipe gets ten whole lines, however many items there are', () => {
  const lines = shown(12_345, false);
  expect(lines.length).toBeLessThanOrEqual(11);
  expect(lines.every((line) => line.endsWith('\n') && !line.includes('\r'))).toBe(true);
  expect(lines.at(-1)).toContain('100 % (12,345)');
});

it('a terminal gets one line that is written again and ended once', () => {
  const writes = shown(1_000, true);
  expect(writes.slice(0, -1).every((text) => text.startsWith('\r'))).toBe(true);
  expect(writes.at(-1)).toBe('\n');
  expect(writes.length).toBeLessThanOrEqual(202);
});

it('a single item is all there is', () => {
  expect(shown(1, false)).toEqual([`Members ${'█'.repeat(30)} 100 % (1)\n`]);
});
