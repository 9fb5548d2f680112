/** The calls of the real program on its real files fail one at a time, each at another place of a working day. */

import { describe, expect, test } from 'vitest';
import { runCallFaults, runFullDisk } from '#test/support/crash/run-faults.ts';
import { mountSmallDisk, showWhereDisksCanBeMade } from '#test/support/small-disk.ts';

describe('a call of the disk that fails', () => {
  test.each([
    { call: 'pwrite64', error: 'EIO', every: 97, rounds: 40, code: 'database_damaged' },
    { call: 'pwrite64', error: 'ENOSPC', every: 97, rounds: 40, code: 'disk_full' },
    { call: 'fsync', error: 'EIO', every: 11, rounds: 40, code: 'database_damaged' },
    { call: 'openat', error: 'EACCES', every: 11, rounds: 60, code: 'database_busy' },
    { call: 'pread64', error: 'EIO', every: 61, rounds: 40, code: 'database_damaged' },
  ])(
    'at $call with $error loses nothing acknowledged, and stops or goes on as its code says',
    ({ call, error, every, rounds, code }) => {
      const found = runCallFaults({ call, error, first: 5, every }, { workload: 'sale', rounds });
      const { faults, acknowledged, codes, problems } = found;
      console.log(
        `${call} ${error}: ${faults} faults, ${acknowledged} acknowledged, ${JSON.stringify(codes)}`,
      );
      expect(problems).toEqual([]);
      // Faults that hit nothing would prove nothing.
      expect(faults).toBeGreaterThanOrEqual(20);
      expect(codes[code]).toBeGreaterThanOrEqual(10);
      expect(acknowledged).toBeGreaterThan(20);
    },
  );

  test.each([
    { call: 'write', error: 'ENOSPC', every: 7, of: 'the journal' },
    { call: 'write', error: 'EIO', every: 7, of: 'the journal' },
    { call: 'fdatasync', error: 'EIO', every: 7, of: 'the journal' },
    // A checkpoint that fails is tried again; a ledger that does not open is made again from its journal.
    { call: 'ftruncate', error: 'EIO', every: 3, of: 'the ledger' },
    { call: 'unlink', error: 'EACCES', every: 2, of: 'the log' },
  ])('at $call of $of with $error holds up no sale and loses none', ({ call, error, every }) => {
    const found = runCallFaults({ call, error, first: 1, every }, { workload: 'sale', rounds: 30 });
    const { faults, acknowledged, codes, problems } = found;
    console.log(`${call} ${error}: ${faults} faults, ${acknowledged} acknowledged`);
    expect({ codes, problems }).toEqual({ codes: {}, problems: [] });
    expect(acknowledged).toBeGreaterThan(80);
    expect(faults).toBeGreaterThanOrEqual(15);
  });
});

describe('a disk with little space left', () => {
  test('at any of 120 sizes refuses whole sales, loses none, and sells on once there is room', async (context) => {
    const disk = mountSmallDisk(4 * 1024 * 1024);
    if (disk === undefined) return showWhereDisksCanBeMade(context);
    const asked = { workload: 'sale', rounds: 120, seed: 1, freeBytesMax: 500_000 };
    const { codes, acknowledged, problems } = runFullDisk(disk.folder, asked);
    console.log(`full disk: ${acknowledged} acknowledged, ${JSON.stringify(codes)}`);
    expect(problems).toEqual([]);
    expect(Object.keys(codes)).toEqual(['disk_full']);
    expect(codes['disk_full']).toBeGreaterThan(15);
    expect(acknowledged).toBeGreaterThan(300);
  });
});
