/** The cache that a till starts with, and who may not be in it. */

import { appError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { chainDir, demoOf } from './cache/chain-files.ts';
import { openCache, openPulledCache } from './cache/open-cache.ts';
import type { OpenCache } from './cache/open-cache.ts';
import { forgetMembers } from './cache/forget-members.ts';
import { rebuildCache } from './cache/rebuild-cache.ts';
import type { WriteDb } from './db/database.ts';
import type { ChainAtTill } from './db/stores/chain-store.ts';
import { deviceOf } from './db/stores/device-store.ts';
import type { RuleSetSource } from './rules/watch-rules.ts';
import { forgetEnrolled } from './members/forget-enrolled.ts';
import type { Opened, TillOpening } from './till-opening.ts';

/** Built from the program's own chain, or pulled from HQ; refused where the ledger is of another device. */
export async function openOwnCache(opening: TillOpening, ledger: WriteDb): Promise<Opened<OpenCache>> {
  const { dataDir, databaseKey: key, nativeBinding } = opening;
  const place = { dataDir, key, nativeBinding };
  const { pulled, ports } = opening;
  const cache =
    pulled === undefined
      ? await openCache({
          place,
          sourceDir: chainDir(opening.resourcesDir),
          build: opening.buildCache,
          ports,
        })
      : openPulledCache({
          place,
          ports,
          rebuild: () =>
            rebuildCache(place, { ...ports, keepVerifier: pulled.keepVerifier, pinnedPublishers: null }),
        });
  if (!cache.ok) return cache;
  const device = deviceOf(ledger);
  if (device === undefined || device === cache.value.chain.deviceId) {
    return pulled === undefined || !opening.demo ? cache : ok(await withDemo(cache.value, opening));
  }
  cache.value.db.close();
  return err(appError('other_chain'));
}

/** HQ knows of no tray and of no PIN: a demo till has both from the program, and PINs of those only who work there. */
async function withDemo(cache: OpenCache, { resourcesDir }: TillOpening): Promise<OpenCache> {
  const { demoCards, demoPins } = await demoOf(chainDir(resourcesDir));
  const known = new Set(cache.chain.operators.map(({ operatorId }) => operatorId));
  const pinsHere = demoPins.filter(({ operatorId }) => known.has(operatorId));
  return { ...cache, chain: { ...cache.chain, demoCards, demoPins: pinsHere } };
}

/** The chain says what was pulled last: its hash, and why it is not in force. */
export function pulledRules(
  { pulled }: TillOpening,
  chain: Pick<ChainAtTill, 'ruleSetHash' | 'refusedRules'>,
): RuleSetSource | null {
  if (pulled === undefined) return null;
  const { checkRules } = pulled;
  return {
    stamp: () => Promise.resolve(`${chain.ruleSetHash} ${JSON.stringify(chain.refusedRules)}`),
    check: checkRules,
  };
}

/** Where the disk refuses, the members stay in the file and are kept from everybody; the next start tries again. */
export function takeMembersOut(opening: TillOpening, ledger: WriteDb): void {
  const { dataDir, databaseKey: key, nativeBinding, pulled, ports } = opening;
  const enrolled = forgetEnrolled(ledger);
  if (!enrolled.ok) ports.log('membersNotForgotten', { code: enrolled.error.code });
  if (pulled === undefined) return;
  const place = { dataDir, key, nativeBinding };
  const tools = { ...ports, keepVerifier: pulled.keepVerifier, pinnedPublishers: null };
  const forgotten = forgetMembers(place, tools);
  if (!forgotten.ok) ports.log('membersNotForgotten', { code: forgotten.error.code });
  else if (forgotten.value) ports.log('membersForgotten');
}
