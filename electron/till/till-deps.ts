/** What a till service is put together from: its files, its ledger, and whoever hears of it. */

import type { HeldSession, TillStart } from '#shared/contracts/supervision.ts';
import type { ReadDb, WriteDb } from './db/database.ts';
import type { ChainAtTill } from './db/stores/chain-store.ts';
import type { LedgerOfTill } from './ledger.ts';
import type { TillPorts } from './ports.ts';
import type { CheckedRuleSet, RuleSetRefusal } from './rules/check-rule-set.ts';
import type { RuleSetSource } from './rules/watch-rules.ts';
import type { HealthSources } from './safety/health-sources.ts';
import type { SyncLine } from './sync/sync-line.ts';

/** Opened by the caller, who also closes them. */
export type TillDatabases = { readonly ledger: WriteDb; readonly drafts: WriteDb; readonly cache: ReadDb };

/** Given from outside; what has a default may be left out. */
export type TillDeps = {
  readonly ports: TillPorts;
  readonly databases: TillDatabases;
  readonly ledger: LedgerOfTill;
  readonly chain: ChainAtTill;
  readonly rules: RulesAtStart;
  readonly demo: boolean;
  readonly keyKeeping: TillStart['keyKeeping'];
  /** Held by main while an earlier service was replaced by this one. */
  readonly heldSession: HeldSession;
  /** What keeps the files safe; default: nothing but the ledger itself. */
  readonly healthSources?: HealthSources;
  /** No member may be known by name; default: all that are here may. */
  readonly arePersonsLocked?: boolean;
  /** The way to HQ; default: none. */
  readonly line?: SyncLine;
  readonly onSession: (session: HeldSession) => void;
  /** A handler threw. The caller has been told `internal`; whoever runs the till ends it. */
  readonly onBug: (bug: unknown) => void;
};

export type RulesAtStart = {
  readonly current: CheckedRuleSet;
  /** Why a newer one was not taken; null where there is none. */
  readonly refused: RuleSetRefusal | null;
  /** Where newer ones come from while the till runs; null where none ever do. */
  readonly source: RuleSetSource | null;
};
