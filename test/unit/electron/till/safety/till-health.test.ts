import { describe, expect, test } from 'vitest';
import { noHealthSources } from '#electron/till/safety/health-sources.ts';
import type { HealthSources } from '#electron/till/safety/health-sources.ts';
import { noSyncMemory } from '#electron/till/db/stores/sync-state-store.ts';
import type { SyncMemory } from '#electron/till/db/stores/sync-state-store.ts';
import { createNoLine } from '#electron/till/sync/sync-line.ts';
import type { SyncLine } from '#electron/till/sync/sync-line.ts';
import { concernsOf } from '#electron/till/safety/till-health.ts';
import type { LedgerState } from '#shared/contracts/till-views.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { chainNoonMs } from '#test/support/till-chain.ts';

const dayMs = 24 * 3_600_000;
const writable: LedgerState = { kind: 'writable' };
const daysAgo = (days: number) => epochMs(chainNoonMs - days * dayMs);

/** The line of a till that belongs to an HQ, and what is told of it. */
function concernsOfLine(memory: Partial<SyncMemory>, isStuck = false) {
  const { clock } = createManualTime(chainNoonMs);
  const line: SyncLine = {
    ...createNoLine({ clock }),
    isJoined: () => true,
    isStuck: () => isStuck,
    memory: () => ({ ...noSyncMemory, contactAtMs: epochMs(chainNoonMs), ...memory }),
  };
  return concerns({}, writable, 9, line);
}

function concerns(
  sources: Partial<HealthSources>,
  state = writable,
  oldestDays: number | null = 9,
  given?: SyncLine,
) {
  const { clock } = createManualTime(chainNoonMs);
  const oldestMs = () => (oldestDays === null ? undefined : daysAgo(oldestDays));
  const shifts = { newest: () => undefined, newestOf: () => undefined, oldestMs };
  const health = { state: () => state };
  return concernsOf({
    health,
    sources: { ...noHealthSources, ...sources },
    shifts,
    clock,
    line: given ?? createNoLine({ clock }),
  });
}

const rebuilt = {
  cause: 'damaged',
  entries: 12,
  fromSeq: 1,
  toSeq: 12,
  missing: { fromSeq: 13, toSeq: 14 },
} as const;

describe('what has to be seen to at a till', () => {
  test('is nothing where all is well', () => {
    expect(concerns({})).toEqual([]);
    expect(concerns({ journal: () => 'written', newestBackup: () => ({ atMs: daysAgo(1) }) })).toEqual([]);
  });

  test('is said in the order of its urgency', () => {
    const selfCheck = { atMs: daysAgo(1), entries: 12, findings: 1 };
    const sources = { recovery: rebuilt, lastCheck: () => selfCheck, journal: () => 'behind' as const };
    expect(concerns(sources, { kind: 'readOnly', code: 'ledger_broken' })).toEqual([
      'ledgerStopped',
      'entriesMissing',
      'checkFailed',
      'journalBehind',
      'ledgerRebuilt',
    ]);
    expect(concerns({}, { kind: 'readOnly', code: 'disk_full' })).toEqual(['diskFull']);
    expect(concerns({ recovery: { ...rebuilt, missing: null } })).toEqual(['ledgerRebuilt']);
  });

  test('is a backup that was missed for two days, and none at a till that has just begun', () => {
    expect(concerns({ newestBackup: () => ({ atMs: daysAgo(3) }) })).toEqual(['backupMissing']);
    expect(concerns({ newestBackup: () => null })).toEqual(['backupMissing']);
    expect(concerns({ newestBackup: () => null }, writable, 1)).toEqual([]);
    expect(concerns({ newestBackup: () => null }, writable, null)).toEqual([]);
  });

  test('is an erasure that old files of the till hold back', () => {
    const held = { folder: 'till-1', file: 'ledger.db', code: 'database_damaged', sinceMs: daysAgo(1) };
    expect(concerns({ heldErasures: () => [held], newestBackup: () => null })).toEqual([
      'backupMissing',
      'erasureHeld',
    ]);
  });

  test('is what HQ says of the till, and a line on which nothing comes forward', () => {
    expect(concernsOfLine({ tillState: 'active' })).toEqual([]);
    expect(concernsOfLine({ tillState: 'revoked' })).toEqual(['tillRevoked']);
    expect(concernsOfLine({ tillState: 'frozen', reason: 'fork' })).toEqual(['tillFrozen']);
    expect(concernsOfLine({ contactAtMs: daysAgo(2) })).toEqual(['hqUnreachable']);
    expect(concernsOfLine({}, true)).toEqual(['syncStopped']);
  });
});
