import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** Calls of fsync and fdatasync in a process that makes a ledger and books so many sales. */
function syncsOf(sales: number): number {
  const folder = temporaryFolder();
  const trace = path.join(folder, 'trace');
  const command = [
    process.execPath,
    'test/support/ledger-sales-process.ts',
    path.join(folder, 'ledger.db'),
    `${sales}`,
  ];
  execFileSync('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, ...command], { stdio: 'pipe' });
  return readFileSync(trace, 'utf8').match(/(?:fsync|fdatasync)\(/g)?.length ?? 0;
}

test('a booked sale reaches the disk with one sync, checkpoints included at most 1.3', () => {
  const few = 20;
  const many = 220;
  const perSale = (syncsOf(many) - syncsOf(few)) / (many - few);
  expect(perSale).toBeGreaterThanOrEqual(1);
  expect(perSale).toBeLessThanOrEqual(1.3);
});
