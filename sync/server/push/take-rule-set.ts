/** `PUT rule-sets/:hash`: a rule set that entries of a till name and HQ does not have; `GET` gives it back. */

import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { keepSeenRuleSet, namedRuleSet } from '../db/stores/chains/named-rule-sets.ts';
import type { HqDeps } from '../hq-deps.ts';
import { syncFailure } from './sync-failure.ts';
import type { SyncFailure } from './sync-failure.ts';

export type RuleSetBrought = {
  readonly deviceId: DeviceId;
  /** In the path. */
  readonly name: string;
  readonly ruleSetHash: string;
  readonly canonicalJson: string;
};

export type RuleSetGiven = { readonly ruleSetHash: string; readonly canonicalJson: string };

/** One that no entry of this till names is not kept, and that is no error: HQ may have learned of it meanwhile. */
export async function takeRuleSet(deps: HqDeps, brought: RuleSetBrought): Promise<Result<null, SyncFailure>> {
  const { deviceId, name, canonicalJson } = brought;
  const ruleSetHash = hexToBytes(name);
  if (ruleSetHash === undefined || name !== brought.ruleSetHash) {
    return err(syncFailure('malformed', { at: 'ruleSetHash' }));
  }
  if (bytesToHex(deps.sha256(deps.utf8.encode(canonicalJson))) !== name) {
    return err(syncFailure('malformed', { at: 'canonicalJson' }));
  }
  await keepSeenRuleSet(deps.db, { deviceId, ruleSetHash, canonicalJson });
  return ok(null);
}

/** For a till that reads its entries back: `not_found` for a rule set that HQ lacks, or that no entry of this till names. */
export async function giveRuleSet(
  { db }: Pick<HqDeps, 'db'>,
  deviceId: DeviceId,
  ruleSetHash: string,
): Promise<Result<RuleSetGiven, SyncFailure>> {
  const hash = hexToBytes(ruleSetHash);
  const canonicalJson = hash && (await namedRuleSet(db, deviceId, hash));
  return canonicalJson === undefined
    ? err(syncFailure('not_found', { missing: 'ruleSet' }))
    : ok({ ruleSetHash, canonicalJson });
}
