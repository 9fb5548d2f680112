/** Builds a cache beside the one in use. Streams: its memory does not grow with the number of members. */

import { plainProgramme } from '#shared/contracts/programme-schema.ts';
import type { Chain, MemberRecord } from '#shared/contracts/chain-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { cacheKind } from '../db/cache-kind.ts';
import type { WriteDb } from '../db/database.ts';
import { isConstraintBroken } from '../db/constraint-broken.ts';
import { writing } from '../db/in-transaction.ts';
import { openDatabase } from '../db/open-database.ts';
import type { OpenCode } from '../db/open-database.ts';
import { beginBulkLoad, endBulkLoad, leaveBulkLoad } from '../db/stores/bulk-load.ts';
import { storeNumbersOf } from '../db/stores/chain-store.ts';
import { writeChain } from '../db/stores/chain-writer.ts';
import { factsText } from '../db/stores/facts-text.ts';
import { createMemberLoader } from '../db/stores/member-writer.ts';
import type { MemberToWrite } from '../db/stores/member-writer.ts';
import type { PinHasher } from '../ports.ts';
import { nextCachePath, removeNextCache } from './cache-files.ts';
import { chainFault, createMemberCheck } from './check-chain.ts';

export type CachePlace = {
  readonly dataDir: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly nativeBinding: string | null;
};

export type CacheContent = {
  readonly chain: Chain;
  readonly ruleSet: RuleSet;
  readonly members: Iterable<MemberRecord> | AsyncIterable<MemberRecord>;
  /** Names what the cache was made from; `givenSource` for data that no file of the program holds. */
  readonly sourceHash: string;
  readonly demo: boolean;
};

export type CacheTools = {
  readonly hashPin: PinHasher['hashPin'];
  readonly sha256: Sha256;
  readonly utf8: Utf8;
};

export type LoadCode = 'file_unreadable' | 'member_invalid' | 'rule_set_invalid' | OpenCode;
export type LoadedCache = { readonly memberCount: number; readonly cardCount: number };
export type LoadOutcome = Result<LoadedCache, AppError<LoadCode>>;

/** A cache with this source is kept whatever the program's own files hold. */
export const givenSource = 'given';
export const membersMax = 20_000_000;
const membersPerChunk = 1_000;
const autoLockMsDefault = 5 * 60_000;

/** Leaves a whole cache at `nextCachePath`, or nothing and a named error. */
export async function buildCache(
  place: CachePlace,
  content: CacheContent,
  tools: CacheTools,
): Promise<LoadOutcome> {
  const fault = chainFault(content.chain, content.ruleSet);
  if (fault !== undefined) return err(appError('file_unreadable', { file: 'chain', reason: fault }));
  const pinVerifiers: string[] = [];
  for (const { initialPin } of content.chain.operators) pinVerifiers.push(await tools.hashPin(initialPin));
  const opened = createNextCache(place);
  if (!opened.ok) return opened;
  let loaded: LoadOutcome | undefined;
  try {
    loaded = await loadInto(opened.value, content, { ...tools, pinVerifiers });
    return loaded;
  } finally {
    opened.value.close();
    if (loaded?.ok !== true) removeNextCache(place.dataDir);
  }
}

/** An empty cache where one is built; what a stop left there is thrown away. */
export function createNextCache({
  dataDir,
  key,
  nativeBinding,
}: CachePlace): ReturnType<typeof openDatabase> {
  removeNextCache(dataDir);
  const file = nextCachePath(dataDir);
  return openDatabase({
    path: file,
    key,
    nativeBinding,
    kind: cacheKind,
    mode: 'create',
    durability: 'NORMAL',
  });
}

type LoadTools = CacheTools & { readonly pinVerifiers: readonly string[] };

async function loadInto(db: WriteDb, content: CacheContent, tools: LoadTools): Promise<LoadOutcome> {
  try {
    const written = writing(() => {
      beginBulkLoad(db);
      writeChain(db, chainToWrite(content, tools));
    });
    if (!written.ok) return written;
    const loaded = await loadMembers(db, content);
    if (!loaded.ok) return loaded;
    const ended = writing(() => endBulkLoad(db, 'refused'));
    if (!ended.ok) return ended;
    leaveBulkLoad(db);
    return loaded;
  } catch (error) {
    if (!isConstraintBroken(error)) throw error;
    return err(appError('member_invalid', { reason: 'a reference or a card is given twice' }));
  }
}

function chainToWrite(content: CacheContent, tools: LoadTools): Parameters<typeof writeChain>[1] {
  const { chain, ruleSet, sourceHash, demo } = content;
  const ruleSetBody = canonicalRuleSet(ruleSet);
  return {
    chain,
    ruleSetBody,
    ruleSetHash: bytesToHex(tools.sha256(tools.utf8.encode(ruleSetBody))),
    pinVerifiers: tools.pinVerifiers,
    demo,
    settings: {
      chainId: chain.chainId,
      chainName: JSON.stringify(chain.name),
      snapshotAtMs: String(chain.snapshotAtMs),
      calendar: chain.calendar,
      country: chain.country,
      deviceId: chain.till.deviceId,
      tillName: chain.till.name,
      ownStoreId: chain.ownStoreId,
      autoLockMs: String(autoLockMsDefault),
      programme: JSON.stringify(content.chain.programme ?? plainProgramme),
      hq: JSON.stringify(content.chain.hq ?? null),
      tills: JSON.stringify(content.chain.tills ?? []),
      sourceHash,
    },
  };
}

async function loadMembers(db: WriteDb, content: CacheContent): Promise<LoadOutcome> {
  const stores = storeNumbersOf(content.chain.stores.map(({ storeId }) => storeId));
  const addMember = createMemberLoader(db, stores);
  const faultOf = createMemberCheck(content.chain);
  let memberCount = 0;
  let cardCount = 0;
  let chunk: MemberRecord[] = [];
  const write = (): Result<null, AppError<LoadCode>> =>
    writing(() => {
      for (const record of chunk) {
        memberCount += 1;
        cardCount += record.cards.length;
        addMember(memberCount, memberToWrite(record), factsText(record));
      }
      chunk = [];
      return null;
    });
  for await (const record of content.members) {
    const fault = faultOf(record);
    const line = memberCount + chunk.length + 1;
    if (fault !== undefined || line > membersMax) {
      return err(appError('member_invalid', { line, reason: fault ?? 'too many members' }));
    }
    if (chunk.push(record) < membersPerChunk) continue;
    const written = write();
    if (!written.ok) return written;
  }
  const written = write();
  return written.ok ? ok({ memberCount, cardCount }) : written;
}

function memberToWrite(record: MemberRecord): MemberToWrite {
  const { memberRef, name, latinName, phone, tierId, birthDate, ...standing } = record;
  return { member: { memberRef, name, latinName, phone, tierId, birthDate }, ...standing };
}
