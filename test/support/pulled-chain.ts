/** What HQ would publish of a small chain, as manifests and pages, for tests of the till's side alone. */

import { brotliCompressSync, constants } from 'node:zlib';
import { createHash } from 'node:crypto';
import { pullRecord } from '#shared/contracts/sync/pull-records.ts';
import type { PullRecord, PulledChain, PulledMember } from '#shared/contracts/sync/pull-records.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { chainNoonMs, tinyChain, tinyMembers, tinyRuleSet } from './till-chain.ts';

export const pulledHqEpoch = uuid('0193a0b0-0000-4000-8000-0000000000e1');

export type PulledPage = { readonly page: string; readonly bytes: Uint8Array; readonly records: number };

export function pageOf(records: readonly unknown[]): PulledPage {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  return pageOfText(text, records.length);
}

export function pageOfText(text: string, records: number): PulledPage {
  const bytes = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
  return { page: createHash('sha256').update(bytes).digest('hex'), bytes, records };
}

export function manifestOf(
  kind: SyncManifest['kind'],
  pages: readonly PulledPage[],
  given: Partial<Pick<SyncManifest, 'cursor' | 'included' | 'madeAtMs'>> = {},
): SyncManifest {
  return {
    kind,
    hqEpoch: pulledHqEpoch,
    cursor: given.cursor ?? 'e.1',
    madeAtMs: given.madeAtMs ?? epochMs(chainNoonMs),
    included: given.included ?? null,
    hasMore: false,
    pages: pages.map(({ page, bytes, records }) => ({ page, bytes: bytes.length, records })),
  };
}

export function chainRecordOf(change: Partial<PulledChain> = {}): PulledChain {
  const { operators, products, demoCards, snapshotAtMs, hq, tills, ...chain } = tinyChain();
  void [products, demoCards, snapshotAtMs, hq, tills];
  const record = pullRecord.parse({
    t: 'chain',
    chain: {
      ...chain,
      operators: operators.map(({ initialPin, ...operator }) => ({
        ...operator,
        sealedVerifier: initialPin,
      })),
    },
    hq: { tills: 2 },
    tills: [],
    keys: [{ keyId: '00'.repeat(8), publicKey: '00'.repeat(32) }],
    lease: null,
    publishers: null,
    autoLockMs: 300_000,
    branding: { accent: null, receiptLines: [] },
    ...change,
  });
  if (record.t !== 'chain') throw new Error('a chain record is one');
  return record;
}

export function ruleSetRecordOf(ruleSet: RuleSet = tinyRuleSet()): Extract<PullRecord, { t: 'ruleSet' }> {
  const canonicalJson = canonicalRuleSet(ruleSet);
  const ruleSetHash = createHash('sha256').update(canonicalJson).digest('hex');
  return { t: 'ruleSet', ruleSetHash, canonicalJson, approvals: [] };
}

export function productRecordsOf(): readonly PullRecord[] {
  return tinyChain().products.map((product) => ({ t: 'product', product }));
}

/** Plain figures, no lots; `change` says what is special. */
export function memberRecordOf(
  member: PulledMember['member'],
  change: Partial<Omit<PulledMember, 't' | 'member'>> = {},
): PulledMember {
  return {
    t: 'member',
    member,
    lots: [],
    offerUses: [],
    tierSetAtMs: null,
    tierKeptUntil: null,
    aliases: [],
    hold: null,
    ...change,
  };
}

export function memberRecordsOf(): readonly PulledMember[] {
  return tinyMembers().map(({ lots: _lots, ...member }) => memberRecordOf(member));
}

/** Everything that a first pull of the small chain brings. */
export function snapshotRecords(): readonly PullRecord[] {
  return [chainRecordOf(), ruleSetRecordOf(), ...productRecordsOf(), ...memberRecordsOf()];
}
