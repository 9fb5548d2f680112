import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const times = 200;

/** Calls of fsync and fdatasync for each booking of a kind, the checkpoints among them. */
function syncsPerBooking(...switches: readonly string[]): ReadonlyMap<string, number> {
  const folder = temporaryFolder();
  const trace = path.join(folder, 'trace');
  const command = [process.execPath, 'test/support/ledger-sales-process.ts', folder, `${times}`, ...switches];
  execFileSync('strace', ['-f', '-e', 'trace=fsync,fdatasync,mkdir', '-o', trace, ...command], {
    stdio: 'pipe',
  });
  const [, ...parts] = readFileSync(trace, 'utf8').split(/mkdir\("[^"]*begin-/);
  return new Map(
    parts.map((part) => {
      const kind = /^\w+/.exec(part)?.[0] ?? '';
      return [kind, (part.match(/(?:fsync|fdatasync)\(/g)?.length ?? 0) / times];
    }),
  );
}

test('a booked sale reaches the disk with one sync, checkpoints included at most 1.3', () => {
  const perSale = syncsPerBooking().get('sale');
  expect(perSale).toBeGreaterThanOrEqual(1);
  expect(perSale).toBeLessThanOrEqual(1.3);
});

describe('with the journal', () => {
  const kinds = ['sale', 'topUp', 'redemption', 'refund'];

  test('every booking of value reaches the disk with two syncs, checkpoints included at most 2.3', () => {
    const perBooking = syncsPerBooking('--journal');
    expect(kinds.filter((kind) => (perBooking.get(kind) ?? 0) < 2)).toEqual([]);
    expect(kinds.filter((kind) => (perBooking.get(kind) ?? Infinity) > 2.3)).toEqual([]);
  });
});
