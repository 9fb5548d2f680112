/** A small chain at HQ, brought along as its files would be, and what a till has after its pulls. */

import { brotliDecompressSync } from 'node:zlib';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import { generateChain } from '#tools/demo/generate-chain.ts';
import { memberAt } from '#tools/demo/generate-member.ts';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { Chain, MemberRecord } from '#shared/contracts/chain-schema.ts';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { pullRecord } from '#shared/contracts/sync/pull-records.ts';
import type { PulledMember, PullRecord } from '#shared/contracts/sync/pull-records.ts';
import { manifestSchema } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { isBlock, recordsOfBlock } from '#sync/core/columns/page-block.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { importMembers } from '#sync/server/members/import-members.ts';
import { importChain } from '#sync/server/publication/import-chain.ts';
import { makeManifest } from '#sync/server/publication/make-manifest.ts';
import type { PullLimits } from '#sync/server/publication/make-manifest.ts';
import { readPage } from '#sync/server/publication/stored-pages.ts';
import { expectOk } from '../expect-ok.ts';

export const demoStoreId = 'tajrish';

export function smallChain(): Chain {
  const chain = chainSchema.parse(generateChain());
  // Each operator costs a slow hash.
  return { ...chain, operators: chain.operators.slice(0, 1), products: chain.products.slice(0, 5) };
}

export function demoMembers(count: number): readonly MemberRecord[] {
  return Array.from({ length: count }, (_, index) => memberRecordSchema.parse(memberAt({ seed: 5 }, index)));
}

/** Chain, rule set and so many members, and HQ's epoch as its start makes it. */
export async function bringChain(deps: HqDeps, memberCount: number): Promise<readonly MemberRecord[]> {
  await deps.db
    .insertInto('hq_meta')
    .values({ name: 'hqEpoch', value: deps.identity.hqEpoch })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const canonicalJson = canonicalRuleSet(ruleSetFileSchema.parse(generateRuleSet()));
  const ruleSetHash = bytesToHex(deps.sha256(deps.utf8.encode(canonicalJson)));
  await importChain({ chain: smallChain(), canonicalJson, ruleSetHash }, deps);
  const members = demoMembers(memberCount);
  await bringMembers(deps, members);
  return members;
}

export async function bringMembers(deps: HqDeps, members: readonly MemberRecord[]) {
  return importMembers(
    { members: each(members), currency: 'IRR', figuresOn: '2026-11-21', onProgress: () => {} },
    deps,
  );
}

async function* each<Item>(items: readonly Item[]): AsyncIterable<Item> {
  yield* items;
}

/** What a till holds of its pulls: the newest record of each thing. */
export type Pulled = {
  readonly manifest: SyncManifest;
  readonly records: readonly PullRecord[];
};

/** One pull with all its pages, each checked against its name and the contract. */
export async function pullOnce(
  deps: HqDeps,
  pull: { readonly deviceId: string; readonly cursor: string | null },
  limits?: PullLimits,
): Promise<Pulled> {
  const manifest = manifestSchema.parse(expectOk(await makeManifest(pull, deps, limits)));
  const records: PullRecord[] = [];
  for (const head of manifest.pages) {
    const body = await readPage(hexToBytes(head.page) ?? new Uint8Array(), deps);
    invariant(body !== undefined, 'a page of a manifest is there');
    invariant(bytesToHex(deps.sha256(body)) === head.page, 'a page has its name');
    invariant(body.length === head.bytes, 'a page has its length');
    const lines = brotliDecompressSync(body).toString('utf8').trimEnd().split('\n');
    invariant(lines.length === head.records, 'a page has its records');
    for (const text of lines) {
      const line: unknown = JSON.parse(text);
      const told = isBlock(line) ? recordsOfBlock(line) : [line];
      invariant(told !== undefined, 'a block can be read');
      records.push(...told.map((record) => pullRecord.parse(record)));
    }
  }
  return { manifest, records };
}

/** Members as a till has them that applied these records in order to what it had. */
export function appliedTo(
  before: ReadonlyMap<string, PulledMember>,
  { manifest, records }: Pulled,
): ReadonlyMap<string, PulledMember> {
  const members = new Map(manifest.kind === 'snapshot' ? [] : before);
  for (const record of records) {
    if (record.t === 'member') members.set(record.member.memberRef, record);
    if (record.t === 'memberGone') members.delete(record.memberRef);
  }
  return new Map([...members].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

export const otherDeviceId = uuid('0193a0b0-0000-7000-8000-00000000000b');
