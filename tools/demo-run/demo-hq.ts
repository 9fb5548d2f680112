/** An HQ for the demo: the real one, on this machine alone, with the demo chain in it and a till that joins it. */

import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { localDate } from '#shared/domain/calendar.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { waitingJoins } from '#sync/server/db/stores/people/till-joins.ts';
import type { TillJoin } from '#sync/server/db/stores/people/till-joins.ts';
import { publishedRuleSet } from '#sync/server/db/stores/publication/rule-set-store.ts';
import { tillReportRows } from '#sync/server/db/stores/truth/till-report.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { approveJoin } from '#sync/server/join/decide-join.ts';
import { createLog } from '#sync/server/log.ts';
import { importMembers } from '#sync/server/members/import-members.ts';
import { createTill } from '#sync/server/people/change-tills.ts';
import { hasNoAccount, printableLink } from '#sync/server/people/setup-link.ts';
import { importChain } from '#sync/server/publication/import-chain.ts';
import { startHq } from '#sync/server/start-hq.ts';
import { demoMemberCount, demoSeed, demoTimeZone } from '../demo/demo-facts.ts';
import { generateChain } from '../demo/generate-chain.ts';
import { memberAt } from '../demo/generate-member.ts';
import { generateRuleSet } from '../demo/generate-rule-set.ts';
import { linkText } from '../hq/link.ts';

/** What the demo does at its HQ besides what its till does there. */
export type HqOfDemo = {
  /** A till in the demo's store, and the code that it joins with. */
  readonly newTill: (name: string) => Promise<{ readonly deviceId: Uuid; readonly code: string }>;
  /** As a person does who compared the fingerprints. */
  readonly approve: (join: Pick<TillJoin, 'deviceId' | 'fingerprint'>) => Promise<void>;
  /** What HQ has of a till. */
  readonly countedOf: (deviceId: Uuid) => Promise<CountedEntries>;
};

export type DemoHq = HqOfDemo & {
  readonly url: string;
  readonly hqId: Uuid;
  /** Where the first administrator chooses a password; null where somebody can sign in already. */
  readonly firstLink: () => Promise<string | null>;
  readonly stop: () => Promise<void>;
};

export type CountedEntries = {
  /** Number of the newest entry that came, and up to where entries are counted. */
  readonly receivedSeq: number;
  readonly countedSeq: number;
  readonly accepted: number;
  readonly notAccepted: number;
};

export type DemoHqWish = {
  /** Made where it is missing; one of an earlier run goes on with what it has. */
  readonly folder: string;
  readonly port: number;
  /** False for a demo that nobody will miss: nothing waits for the disk. */
  readonly isDurable: boolean;
};

/** The error is a sentence. */
export async function startDemoHq({ folder, port, isDurable }: DemoHqWish): Promise<Result<DemoHq, string>> {
  const started = await startHq({
    dataFolder: folder,
    port,
    // A server of the owner's is no place for a demo.
    environment: {},
    log: createLog('silent'),
    parts: { isDurable },
  });
  if (!started.ok) return err(started.error.message);
  const { deps, url, identity, close } = started.value;
  await bringDemoChain(deps);
  return ok({
    ...hqOfDemo(deps),
    url,
    hqId: identity.hqId,
    firstLink: async () => ((await hasNoAccount(deps)) ? linkText(await printableLink(deps), url) : null),
    stop: close,
  });
}

/** Of an HQ that may run in another process. */
export function hqOfDemo(deps: HqDeps): HqOfDemo {
  // Nobody has signed in to decide this: in the audit it is HQ itself.
  const by = deps.identity.hqId;
  return {
    newTill: async (name) => {
      const made = await createTill(deps, { storeId: generateChain().ownStoreId, name, by });
      invariant(made.ok, 'the demo has its store');
      return made.value;
    },
    approve: async ({ deviceId, fingerprint }) => {
      const join = (await waitingJoins(deps.db, 0)).find((one) => one.deviceId === deviceId);
      invariant(join !== undefined, 'the till has asked to join');
      const approved = await approveJoin(deps, { joinId: join.joinId, accountId: by, fingerprint });
      invariant(approved.ok, 'the fingerprint is the same on both sides');
    },
    countedOf: (deviceId) => countedOf(deps, deviceId),
  };
}

/** What HQ has already stays as it is. */
export async function bringDemoChain(deps: HqDeps): Promise<void> {
  const chain = chainSchema.parse(generateChain());
  const canonicalJson = canonicalRuleSet(ruleSetSchema.parse(generateRuleSet()));
  const ruleSetHash = bytesToHex(deps.sha256(deps.utf8.encode(canonicalJson)));
  // What people changed at HQ since the first run stays.
  const isFirst = (await publishedRuleSet(deps.db)) === undefined;
  if (isFirst) await importChain({ chain, canonicalJson, ruleSetHash }, deps);
  const [store] = chain.stores;
  invariant(store !== undefined, 'the demo chain has stores');
  await importMembers(
    {
      members: demoMembers(deps),
      currency: store.currency,
      figuresOn: localDate(chain.snapshotAtMs, store.timeZone),
      onProgress: () => undefined,
    },
    deps,
  );
}

/** The silver member of the tray has a birthday today. */
async function* demoMembers({ clock }: HqDeps): AsyncIterable<MemberRecord> {
  const birthdayOn = localDate(clock.nowMs(), demoTimeZone);
  for (let index = 0; index < demoMemberCount; index += 1) {
    yield memberRecordSchema.parse(memberAt({ seed: demoSeed, birthdayOn }, index));
  }
}

async function countedOf({ db }: HqDeps, deviceId: Uuid): Promise<CountedEntries> {
  const report = await tillReportRows(db, deviceId);
  invariant(report !== undefined, 'the demo made this till');
  const { accepted, flagged, repeated, quarantined, unreadable } = report.entries;
  const chain = report.chains.at(-1);
  return {
    receivedSeq: chain?.receivedSeq ?? 0,
    countedSeq: chain?.countedSeq ?? 0,
    accepted,
    notAccepted: flagged + repeated + quarantined + unreadable,
  };
}
