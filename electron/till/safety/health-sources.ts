/** What the till's health is read from besides the ledger: whatever keeps the files safe tells it here. */

import type { TillHealthView } from '#shared/contracts/till/safety-views.ts';

export type HealthSources = {
  readonly journal: () => TillHealthView['journal'];
  /** Somebody is told whenever any of it may have changed. */
  readonly onChanged: (tell: () => void) => void;
  /** What this start did to the ledger. */
  readonly recovery: TillHealthView['recovery'];
  /** The newest copy that was read back and found whole; null for none yet, `undefined` where none are made. */
  readonly newestBackup: () => TillHealthView['backup'] | undefined;
  /** What the last check of the whole ledger found; null before the first. */
  readonly lastCheck: () => TillHealthView['selfCheck'];
  /** What keeps this till from telling HQ that an erased member is gone from it. */
  readonly heldErasures: () => TillHealthView['heldErasures'];
};

/** Of a till that keeps nothing but its ledger. */
export const noHealthSources: HealthSources = {
  journal: () => 'none',
  onChanged: () => undefined,
  recovery: null,
  newestBackup: () => undefined,
  lastCheck: () => null,
  heldErasures: () => [],
};
