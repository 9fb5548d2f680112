/** HQ in the simulator: its real handlers over a database in this process, at work only when the world's time comes to it. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { Chain, MemberRecord } from '#shared/contracts/chain-schema.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { buildApp } from '#sync/server/build-app.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createServiceKeys } from '#sync/server/keys/create-service-keys.ts';
import { newKeyMaterial } from '#sync/server/keys/key-material.ts';
import { importMembers } from '#sync/server/members/import-members.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { importChain } from '#sync/server/publication/import-chain.ts';
import { syncAreas } from '#sync/server/sync-areas.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { openPglite } from '#test/support/hq/with-pglite.ts';
import { mustHold } from '../violation.ts';
import { createHqImages } from './hq-images.ts';
import type { HqImages } from './hq-images.ts';
import type { HqTime } from './hq-time.ts';

/** One database of one process, and what all worlds in it share. */
export type HqGround = {
  readonly db: HqDb;
  readonly images: HqImages;
  readonly deps: (time: HqTime, rng: Rng) => HqDeps;
  readonly close: () => Promise<void>;
};

export type ChainOfHq = {
  readonly chain: Chain;
  readonly ruleSet: RuleSet;
  readonly members: readonly MemberRecord[];
};

const keySeed = 0x5ea1;

/** Takes about a second; nothing of it differs between two calls but what is sealed. */
export async function openHqGround(time: HqTime, content: ChainOfHq): Promise<HqGround> {
  const db = await openPglite();
  const migrated = await migrate({ ...nodeHqPorts, db }, hqMigrations);
  mustHold(migrated.ok, 'a blank database becomes one of HQ', migrated);
  const keyRng = createSeededRng(keySeed);
  const keys = createServiceKeys(newKeyMaterial(keyRng.bytes, epochMs(time.nowMs()))).serviceKeys;
  const portsOf = (at: HqTime, rng: Rng) => ({
    clock: at.clockOf(() => 0),
    timers: at.timersOf(() => false),
    randomBytes: rng.bytes,
  });
  const first = portsOf(time, keyRng);
  const identity = await ensureIdentity({ ...nodeHqPorts, ...first, db });
  const deps = (at: HqTime, rng: Rng): HqDeps =>
    testHqDeps(db, { ...portsOf(at, rng), serviceKeys: keys, identity });
  await bring(deps(time, keyRng), content);
  return { db, images: createHqImages(db), deps, close: () => db.destroy() };
}

async function bring(deps: HqDeps, { chain, ruleSet, members }: ChainOfHq): Promise<void> {
  const canonicalJson = canonicalRuleSet(ruleSet);
  const ruleSetHash = bytesToHex(sha256(utf8.encode(canonicalJson)));
  await importChain({ chain, canonicalJson, ruleSetHash }, deps);
  const asked = { members: each(members), currency: 'IRR', figuresOn: '2026-11-20', onProgress: () => {} };
  await importMembers(asked, deps);
}

async function* each<Item>(items: readonly Item[]): AsyncIterable<Item> {
  yield* items;
}

/** What answers tills; people at HQ act by its functions. */
export function buildSyncApp(deps: HqDeps): Promise<HqApp> {
  return buildApp(deps, {
    areas: [createSyncArea({ areas: syncAreas })],
    schemaVersionKnown: 0,
    workersByName: new Map(),
  });
}
