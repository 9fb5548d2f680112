/**
 * A rule set comes into force, and a till at the line has it: the second approval, HQ's hint, the till's own client,
 * and its pull with all pages. `node test/bench/hq-hints.bench.ts [--full]`
 */

import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { brotliDecompressSync } from 'node:zlib';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { changePublishers } from '#sync/server/publication/change-publishers.ts';
import { openHqKeys } from '#sync/server/keys/hq-keys.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { approve, propose } from '#sync/server/publication/publish-rule-sets.ts';
import type { PullTarget } from '#sync/client/sync-ports.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { joinTill } from '#test/support/hq/pushing-till.ts';
import { bringChain, demoStoreId } from '#test/support/hq/published-chain.ts';
import { approvalBy, publisherList, testPublisher } from '#test/support/hq/publishers.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { benchOptions } from './support/bench-options.ts';
import { withBenchHq } from './support/bench-hq.ts';
import { atMost, printFigures, spreadOf } from './support/figures.ts';
import { longTill } from './support/ingest-tills.ts';
import { keysOfHq, startLineToHq } from './support/line-to-hq.ts';

const options = benchOptions();
const times = options.full ? 100 : 20;
const firstPullMsMax = 30_000;

await withBenchHq(async (hq) => {
  const { serviceKeys } = expectOk(openHqKeys({ ...nodeHqPorts, file: hq.keysFile, passphrase: null }));
  const bare = testHqDeps(hq.db, { serviceKeys });
  const deps: HqDeps = { ...bare, identity: await ensureIdentity(bare) };
  await bringChain(deps, 1);
  const people = [1, 2].map(testPublisher);
  expectOk(await changePublishers(deps, { list: publisherList(1, people) }));
  const till = longTill(1);
  await joinTill(hq.db, till.till);
  await hq.db.updateTable('till').set({ store_id: demoStoreId }).execute();
  const running = await hq.startProcess();
  const pulled = createPulled();
  const keys = await keysOfHq(running.url);
  const line = startLineToHq({
    url: running.url,
    keys,
    till,
    entries: [],
    pull: pulled.target,
    startDelayMs: 0,
    tell: (news) => {
      if (news.kind === 'trouble' && news.cause !== null)
        console.log(`trouble: ${news.cause} ${news.detail}`);
    },
  });
  await pulled.has('', firstPullMsMax);
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const publish = await approvedOnce(deps, people, `rules-${time}`);
    // So that it does not always come at the same moment of HQ's look at its clock.
    await new Promise((resolve) => setTimeout(resolve, 300 + ((time * 137) % 500)));
    const startedMs = performance.now();
    await publish.last();
    await pulled.has(publish.name, firstPullMsMax);
    measured.push(performance.now() - startedMs);
  }
  await line.stop();
  const spread = spreadOf(measured);
  printFigures(`A rule set reaches a till at the line, load ${(loadavg()[0] ?? 0).toFixed(1)}`, [
    {
      goal: 'hint',
      what: 'second approval to all pages at the till',
      unit: 'ms',
      measured: spread,
      gate: atMost('p95 <= 3,000', spread.p95, 3_000),
    },
  ]);
});

type Approved = { readonly name: string; readonly last: () => Promise<unknown> };

/** Everything but the second approval. */
async function approvedOnce(
  deps: HqDeps,
  people: readonly ReturnType<typeof testPublisher>[],
  name: string,
): Promise<Approved> {
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error('two people approve');
  const ruleSet = { ...generateRuleSet(), ruleSetId: name };
  const { ruleSetHash } = expectOk(await propose(deps, { ruleSet, by: first.publisherId }));
  expectOk(await approve(deps, approvalBy(first, ruleSetHash)));
  return {
    name,
    last: async () => expectOk(await approve(deps, approvalBy(second, ruleSetHash))),
  };
}

type Pulled = {
  readonly target: PullTarget;
  /** Resolves when a pull is complete that names the text. */
  readonly has: (text: string, withinMs: number) => Promise<void>;
};

/** A till's cache that is a text in memory. */
function createPulled(): Pulled {
  let cursor: string | null = null;
  let manifest: SyncManifest | undefined;
  let pages: string[] = [];
  let newest: string | undefined;
  let look = (): void => undefined;
  const target: PullTarget = {
    cursor: () => cursor,
    begin: (given) => {
      manifest = given;
      pages = [];
      return { ok: true, value: given.pages.map(({ page }) => page) };
    },
    take: (_hash, bytes) => {
      pages.push(brotliDecompressSync(bytes).toString('utf8'));
      return { ok: true, value: null };
    },
    apply: () => {
      cursor = manifest?.cursor ?? null;
      newest = pages.join('');
      look();
      return { ok: true, value: { isSnapshot: false, hasChain: true, membersGone: [] } };
    },
    erasuresDone: () => [],
    erasureTold: () => undefined,
  };
  return {
    target,
    has: (text, withinMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('nothing came')), withinMs);
        look = () => {
          if (newest?.includes(text) !== true) return;
          clearTimeout(timer);
          resolve();
        };
        look();
      }),
  };
}
