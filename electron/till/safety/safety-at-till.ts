/** Puts health, limits and shifts together; each part gets only what it needs. */

import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { HealthConcern } from '#shared/contracts/till/safety-views.ts';
import { ok } from '#shared/kernel/result.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import { createAuditStore } from '../db/stores/audit-store.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { createGivenStore } from '../db/stores/given-store.ts';
import { createRedeemedStore } from '../db/stores/redeemed-store.ts';
import { countMembers, createShiftStore } from '../db/stores/shift-store.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import { createGuard, createWaitingGuard } from '../operators/guard.ts';
import type { Session } from '../operators/session.ts';
import type { TillPorts } from '../ports.ts';
import type { SyncLine } from '../sync/sync-line.ts';
import type { BelievedClock } from '../believed-clock.ts';
import { createAuthority } from './authority.ts';
import { createCloseShift } from './close-shift.ts';
import type { HealthSources } from './health-sources.ts';
import { createShiftReader } from './read-shift.ts';
import { createShiftProofs } from './shift-proof.ts';
import { concernsOf, createTillHealth } from './till-health.ts';
import { watchClock } from './watch-clock.ts';
import type { ClockWatch } from './watch-clock.ts';

export type SafetyDeps = {
  readonly databases: { readonly ledger: WriteDb; readonly cache: ReadDb };
  readonly chain: ChainAtTill;
  readonly ledger: Ledger;
  readonly health: LedgerHealth;
  readonly session: Session;
  readonly sources: HealthSources;
  readonly emit: EmitEvent<TillContract>;
  readonly ports: TillPorts;
  readonly believed: Pick<BelievedClock, 'clockAheadMs'>;
  readonly line: SyncLine;
};

export type SafetyAtTill = {
  readonly handlers: Pick<Handlers<TillContract>, 'tillHealth' | 'closeShift' | 'shiftProof'>;
  readonly concerns: () => readonly HealthConcern[];
  /** Tells the screens when the clock goes wrong, or is right again. */
  readonly startClockWatch: () => ClockWatch;
};

export function createSafety(deps: SafetyDeps): SafetyAtTill {
  const { databases, chain, ledger, health, session, sources, ports, believed, line } = deps;
  const { clock } = ports;
  const audit = createAuditStore(databases.ledger);
  const shifts = createShiftStore(databases.ledger);
  const redeemed = createRedeemedStore(databases.ledger);
  const given = createGivenStore(databases.ledger);
  const authority = createAuthority({ chain, clock, line });
  const proofs = createShiftProofs({ chain, ledger, audit, shifts, ports, line });
  const reader = createShiftReader({ audit, ports });
  const members = memberCount(databases.cache, chain);
  const parts = { ...deps, clock, authority, redeemed, given, shifts, members };
  const tillHealth = createTillHealth(parts);
  const signedIn = createGuard(session);
  const concerns = (): readonly HealthConcern[] => concernsOf({ health, sources, shifts, clock, line });
  const tell = (): void =>
    deps.emit('concernsChanged', { concerns: [...concerns()], clockAheadMs: believed.clockAheadMs() });
  sources.onChanged(tell);
  let told = concerns().join();
  line.onChanged(() => {
    const now = concerns().join();
    if (now === told) return;
    told = now;
    tell();
  });
  return {
    handlers: {
      tillHealth: signedIn(() => ok(tillHealth())),
      closeShift: createWaitingGuard(session)(
        createCloseShift({ chain, ledger, health, session, shifts, reader, proofOf: proofs.of, ports }),
      ),
      shiftProof: signedIn(() => ok({ proof: proofs.newest() })),
    },
    concerns,
    startClockWatch: () => watchClock({ timers: ports.timers, believed, onChanged: tell }),
  };
}

/** Counted once for every snapshot. */
function memberCount(cache: ReadDb, chain: Pick<ChainAtTill, 'snapshotAtMs'>): () => number {
  let counted: { readonly atMs: number; readonly members: number } | null = null;
  return () => {
    const atMs = chain.snapshotAtMs;
    if (counted?.atMs !== atMs) counted = { atMs, members: countMembers(cache) };
    return counted.members;
  };
}
