/** In the worker: reads back what HQ has of this till and the till has not, into the file for the next start. */

import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { readOwnBack } from '#sync/client/read-own-back.ts';
import type { ReadBackEntry } from '#sync/client/read-own-back.ts';
import type { HqTrouble } from '#sync/client/outcome.ts';
import { noRoom } from '#sync/client/sync-ports.ts';
import type { SegmentCodec, SyncLedger } from '#sync/client/sync-ports.ts';
import type { NotApplied } from '#sync/client/sync-round.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { SetBack } from '#sync/core/set-back.ts';
import { sha256, utf8, verifySignature } from '../node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { HqFilePlace } from './hq-file.ts';
import { diskFailure } from '../journal/file-system.ts';
import { createReadBack } from './read-back-file.ts';
import type { ReadBackWriter } from './read-back-file.ts';

export type ReadBackOwnDeps = {
  readonly client: HqClient;
  readonly ledger: SyncLedger;
  readonly segments: SegmentCodec;
  readonly deviceId: DeviceId;
  readonly publicKey: Uint8Array;
  readonly place: HqFilePlace;
  readonly randomBytes: RandomBytes;
  readonly tell: (news: SyncNews) => void;
};

/** Null when the file is there. Stopped at any point, also by a disk without room, everything is read again. */
export async function readBackOwn(
  deps: ReadBackOwnDeps,
  setBack: SetBack,
): Promise<HqTrouble | NotApplied | null> {
  let file: ReadBackWriter | undefined;
  try {
    file = createReadBack(deps.place, deps.randomBytes);
    const failed = await readInto(file, deps, setBack);
    if (failed !== null) file.discard();
    return failed;
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    file?.discard();
    return { kind: 'notApplied', what: code === 'ENOSPC' ? noRoom : `storage: ${code}` };
  }
}

async function readInto(
  file: ReadBackWriter,
  deps: ReadBackOwnDeps,
  setBack: SetBack,
): Promise<HqTrouble | null> {
  const { client, ledger, segments, deviceId, publicKey } = deps;
  const named = new Set<string>();
  const keep = (entries: readonly ReadBackEntry[]): void => {
    file.addEntries(entries);
    for (const { body } of entries) {
      const ruleSetHash = parseEntry(body)?.ruleSetHash;
      if (ruleSetHash !== undefined && ruleSetHash !== null) named.add(ruleSetHash);
    }
  };
  const read = await readOwnBack(
    { client, ledger, segments, deviceId, publicKey, ports: { sha256, verifySignature }, keep },
    setBack.read,
  );
  const failed = read.kind === 'read' ? await readRuleSets(deps, named, file.addRuleSet) : read;
  if (failed !== null || read.kind !== 'read') return failed;
  file.finish(setBack.known);
  deps.tell({ kind: 'setBack', known: setBack.known, entries: read.entries });
  return null;
}

/** An entry whose rule set nobody has any more cannot be put back: the ones before it are. */
async function readRuleSets(
  { client, ledger }: ReadBackOwnDeps,
  hashes: ReadonlySet<string>,
  add: (canonicalJson: string) => void,
): Promise<HqTrouble | null> {
  for (const hash of hashes) {
    if (ledger.ruleSetJson(hash) !== undefined) continue;
    const answer = await client.ruleSet(hash);
    if (answer.kind === 'refused') continue;
    if (answer.kind !== 'ok') return answer;
    const { canonicalJson } = answer.value;
    if (bytesToHex(sha256(utf8.encode(canonicalJson))) === hash) add(canonicalJson);
  }
  return null;
}
