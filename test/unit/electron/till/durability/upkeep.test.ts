import { expect, test } from 'vitest';
import { createUpkeep, idleMs, logBytesAlarm } from '#electron/till/durability/upkeep.ts';
import type { Upkeep, UpkeepDeps, UpkeepDone } from '#electron/till/durability/upkeep.ts';
import type { LedgerCheck } from '#electron/till/db/stores/check-store.ts';
import { ok } from '#shared/kernel/result.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { noonMs } from '#test/support/ledger.ts';

type Night = {
  readonly kept: readonly LedgerCheck[];
  readonly logged: readonly string[];
  readonly upkeep: Upkeep;
  readonly ran: readonly string[];
  readonly bugs: readonly unknown[];
  readonly set: { day: string; bookings: number; logBytes: number; done: UpkeepDone };
  readonly pass: () => Promise<void>;
};

const sound: UpkeepDone = { check: { entries: 5, findings: 0 }, backupFailure: null, journalGaps: [] };

type Before = { readonly newest?: UpkeepDeps['newest']; readonly check?: LedgerCheck };

function createNight({ newest = null, check }: Before = {}): Night {
  const time = createManualTime(noonMs);
  const ran: string[] = [];
  const bugs: unknown[] = [];
  const kept: LedgerCheck[] = [];
  const logged: string[] = [];
  const set = { day: '2026-11-22', bookings: 0, logBytes: 0, done: sound };
  const upkeep = createUpkeep({
    ports: { clock: time.clock, timers: time.timers, log: (event) => void logged.push(event) },
    run: (day) => {
      ran.push(day);
      return Promise.resolve(set.done);
    },
    today: () => set.day,
    bookings: () => set.bookings,
    newest,
    checks: {
      last: () => check ?? null,
      keep: (found) => {
        kept.push(found);
        return ok(null);
      },
    },
    logBytes: () => set.logBytes,
    onBug: (bug) => bugs.push(bug),
  });
  const pass = async (): Promise<void> => {
    time.advance(idleMs);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { upkeep, kept, logged, ran, bugs, set, pass };
}

test('the ledger is looked after once a business day, while nobody sells', async () => {
  const { upkeep, ran, set, pass } = createNight();
  set.bookings = 1;
  await pass();
  expect(ran).toEqual([]);
  await pass();
  await pass();
  expect(ran).toEqual(['2026-11-22']);
  expect(upkeep.state()).toMatchObject({ check: { entries: 5, findings: 0 } });
  set.day = '2026-11-23';
  await pass();
  expect(ran).toEqual(['2026-11-22', '2026-11-23']);
});

test('a copy that could not be made is tried again, and the check is told all the same', async () => {
  const { upkeep, ran, set, pass } = createNight();
  set.done = { ...sound, backupFailure: 'disk_full' };
  await pass();
  expect(upkeep.state()).toMatchObject({ backupAtMs: null, check: { entries: 5 } });
  set.done = sound;
  await pass();
  await pass();
  expect(ran).toHaveLength(2);
  expect(upkeep.state().backupAtMs).not.toBeNull();
});

test('a day whose copy is there already is left alone, and a till that was closed does nothing', async () => {
  const done = createNight({ newest: { day: '2026-11-22', atMs: epochMs(noonMs) } });
  await done.pass();
  expect(done.ran).toEqual([]);
  const closed = createNight();
  closed.upkeep.close();
  await closed.pass();
  expect(closed.ran).toEqual([]);
});

test('a till that starts again still knows what the last check found, until the next one', async () => {
  const check = { atMs: epochMs(noonMs - 5), entries: 4, findings: 2 };
  const newest = { day: '2026-11-22', atMs: epochMs(noonMs) };
  const { upkeep, kept, pass } = createNight({ newest, check });
  expect(upkeep.state().check).toEqual(check);
  await pass();
  expect(upkeep.state().check).toMatchObject({ entries: 5, findings: 0 });
  expect(kept).toEqual([upkeep.state().check]);
});

test('a log of the ledger that grew past its bound is told', async () => {
  const { logged, set, pass } = createNight();
  set.bookings = 1;
  set.logBytes = logBytesAlarm;
  await pass();
  expect(logged).not.toContain('ledgerLogLong');
  set.logBytes += 1;
  await pass();
  expect(logged).toContain('ledgerLogLong');
});

test('a copy that is to stand alone is made at once, after one that is being made, and says when none came of it', async () => {
  const { upkeep, ran, set } = createNight();
  expect(await Promise.all([upkeep.renew(), upkeep.renew()])).toEqual([true, true]);
  expect(ran).toEqual(['2026-11-22', '2026-11-22']);
  set.done = { ...sound, backupFailure: 'disk_full' };
  expect(await upkeep.renew()).toBe(false);
});
