/** How the till is, in one answer: what to do, what support asks for, and what can be lost while it is alone. */

import type { HealthConcern, OfflineView, TillHealthView } from '#shared/contracts/till/safety-views.ts';
import { localDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Authority } from '#shared/domain/programme.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { decayShare } from '#shared/ledger/offline/offline-budget.ts';
import { givenWorthMinor } from '#shared/ledger/offline/point-risk.ts';
import { worstLoss } from '#shared/ledger/offline/worst-loss.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { GivenStore } from '../db/stores/given-store.ts';
import type { RedeemedStore } from '../db/stores/redeemed-store.ts';
import type { ShiftStore } from '../db/stores/shift-store.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import type { SyncLine } from '../sync/sync-line.ts';
import { notAtHq } from './authority.ts';
import type { HealthSources } from './health-sources.ts';

export type TillHealthDeps = {
  readonly chain: Pick<ChainAtTill, 'hq' | 'programme' | 'ownStore'>;
  readonly authority: () => Authority;
  readonly redeemed: RedeemedStore;
  readonly given: GivenStore;
  readonly shifts: ShiftStore;
  readonly members: () => number;
  readonly ledger: Pick<Ledger, 'head'>;
  readonly health: Pick<LedgerHealth, 'state'>;
  readonly sources: HealthSources;
  readonly clock: Clock;
  readonly line: SyncLine;
};

const dayMs = 24 * 3_600_000;
/** A copy is made every day; one that is older than this was missed. */
const backupAgeMsMax = 2 * dayMs;

export function createTillHealth(deps: TillHealthDeps): () => TillHealthView {
  return () => {
    const { ledger, shifts, sources, clock } = deps;
    const head = ledger.head();
    const closedSeq = shifts.newestOf(head.epoch)?.seq ?? 0;
    return {
      concerns: [...concernsOf(deps)],
      atMs: clock.nowMs(),
      head,
      journal: sources.journal(),
      recovery: sources.recovery,
      backup: sources.newestBackup() ?? null,
      selfCheck: sources.lastCheck(),
      heldErasures: sources.heldErasures(),
      shift: {
        firstSeq: closedSeq + 1,
        entries: head.seq - closedSeq,
        lastClosedAtMs: shifts.newest()?.wallMs ?? null,
      },
      offline: offlineOf(deps),
      points: pointsOf(deps),
    };
  };
}

/** The most urgent first; empty when all is well. */
export function concernsOf({ health, sources, shifts, clock, line }: ConcernDeps): readonly HealthConcern[] {
  const state = health.state();
  const backup = sources.newestBackup();
  // A till that has just begun has nothing yet that a copy could have been made of.
  const sinceMs = backup === undefined ? undefined : (backup?.atMs ?? shifts.oldestMs());
  const isBackupMissed = sinceMs !== undefined && clock.nowMs() - sinceMs > backupAgeMsMax;
  const { recovery } = sources;
  const { tillState, contactAtMs } = line.memory();
  const isHqMissed = line.isJoined() && contactAtMs !== null && clock.nowMs() - contactAtMs > dayMs;
  const found: readonly (readonly [HealthConcern, boolean])[] = [
    ['ledgerStopped', state.kind === 'readOnly' && state.code !== 'disk_full'],
    ['entriesMissing', recovery !== null && recovery.missing !== null],
    ['checkFailed', (sources.lastCheck()?.findings ?? 0) > 0],
    ['diskFull', state.kind === 'readOnly' && state.code === 'disk_full'],
    ['tillRevoked', line.isJoined() && tillState === 'revoked'],
    ['tillFrozen', line.isJoined() && (tillState === 'frozen' || tillState === 'replaced')],
    ['syncStopped', line.isStuck()],
    ['journalBehind', sources.journal() === 'behind'],
    ['hqUnreachable', isHqMissed],
    ['backupMissing', isBackupMissed],
    ['erasureHeld', sources.heldErasures().length > 0],
    ['ledgerRebuilt', recovery !== null],
  ];
  return found.filter(([, isSo]) => isSo).map(([concern]) => concern);
}

export type ConcernDeps = Pick<TillHealthDeps, 'health' | 'sources' | 'shifts' | 'clock' | 'line'>;

function offlineOf({
  chain,
  authority,
  redeemed,
  given,
  members,
  ledger,
  clock,
  line,
}: TillHealthDeps): OfflineView {
  const { offline } = chain.programme;
  const who = authority();
  const since = { included: chain.hq?.included ?? null, sinceMs: clock.nowMs() - dayMs };
  const today = localDate(clock.nowMs(), chain.ownStore.timeZone);
  const givenMinor = givenWorthMinor(given.givenByAll(since), chain.programme, today);
  return {
    authority: who.kind,
    snapshotAgeMs: who.kind === 'hq' ? who.snapshotAgeMs : null,
    notAtHq: notAtHq(chain, ledger.head(), line),
    levels: [...offline.levels],
    tillMaxMinor: offline.tillMax,
    usedMinor: minor(addInt(redeemed.usedByAll(since), givenMinor)),
    shareBasisPoints: decayShare(offline, who.kind === 'hq' ? who.snapshotAgeMs : 0),
    decay: [...offline.decay],
    homeStoreOnly: offline.homeStoreOnly,
    worstLoss: worstLoss(who, offline, members()),
  };
}

function pointsOf({ chain, clock }: TillHealthDeps): TillHealthView['points'] {
  const { redemption } = chain.programme.points;
  if (redemption === null) return null;
  const today = localDate(clock.nowMs(), chain.ownStore.timeZone);
  const { index } = redemption;
  return {
    worthMinor: pointWorthMinor(redemption, today),
    index:
      index === null
        ? null
        : { name: index.name, value: index.values.findLast(({ date }) => date <= today) ?? null },
  };
}
