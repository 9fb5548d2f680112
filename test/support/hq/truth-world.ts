/** Tills that book and send without a line between: their entries are made by the ledger's own functions and stored as a push would. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { decideEnrol } from '#shared/ledger/decide-enrol.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import type { EntryStamp, NewEntry, SaleEntry, ValueEntry } from '#shared/ledger/entry.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { enrolKey, saleKey, valueKey } from '#shared/ledger/operation-key.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import type { ValueToDecide } from '#shared/ledger/value/decide-value.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { moveChainHead } from '#sync/server/db/stores/chains/chain-heads.ts';
import { insertSegment } from '#sync/server/db/stores/chains/segments.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { countLimits, countNext } from '#sync/server/truth/count-next.ts';
import type { CountLimits, CountNextDeps } from '#sync/server/truth/count-next.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { ledgerRuleSet, noonMs, operatorId, saleToBook } from '../ledger.ts';
import type { SaleSketch } from '../ledger.ts';
import { plainContent } from '../value-entries.ts';
import { testHqDeps } from './test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from './test-till.ts';

export const truthDay: IsoDate = '2026-11-21';

export function tillId(number: number): Uuid {
  return uuid(`0193a0b0-0000-7000-8000-0000000001${number.toString(16).padStart(2, '0')}`);
}
export function memberId(number: number): Uuid {
  return uuid(`0193a0b0-0000-7000-8000-0000000002${number.toString(16).padStart(2, '0')}`);
}

export type ValueAsked = {
  readonly [Kind in ValueToDecide['kind']]: {
    readonly kind: Kind;
    readonly detail: Extract<ValueToDecide, { readonly kind: Kind }>['content']['detail'];
    readonly moves?: readonly Move[];
    readonly memberRef?: Uuid | null;
    readonly refEntryId?: Uuid | null;
    readonly approverId?: Uuid | null;
    /** What the operation is known by; another one each time where it is left out. */
    readonly keyId?: Uuid;
    /** In place of a key of the ledger's form. */
    readonly opKey?: Uint8Array;
    readonly day?: IsoDate;
  };
}[ValueToDecide['kind']];

export type TruthTill = {
  readonly deviceId: Uuid;
  readonly entries: readonly NewEntry[];
  readonly sell: (sketch?: Partial<SaleSketch>) => SaleEntry;
  readonly book: (value: ValueAsked) => ValueEntry;
  readonly enrol: (memberRef: Uuid, record: Uint8Array) => NewEntry;
  /** Bytes that no version of the program understands. */
  readonly bookRaw: (body: Uint8Array) => void;
  /** Stores what was booked since the last time as one segment. */
  readonly push: (db: HqDb, pushed?: { readonly isAfterRevocation?: boolean }) => Promise<void>;
};

export type TruthWorld = {
  readonly till: (number: number, chain?: { readonly epoch?: number; readonly branch?: number }) => TruthTill;
  /** An id that rises from call to call. */
  readonly nextId: () => Uuid;
};

/** `aheadMs`: so far ahead of the day of the tests are the clocks of its tills. */
export function createTruthWorld({ aheadMs = 0 }: { readonly aheadMs?: number } = {}): TruthWorld {
  let count = 0;
  const nextId = (): Uuid => {
    count += 1;
    return uuid(`0193a0b0-1000-7000-8000-${count.toString(16).padStart(12, '0')}`);
  };
  const nowMs = (): number => noonMs + aheadMs + count * 10;
  return { nextId, till: (number, chain) => createTruthTill(tillId(number), { nextId, nowMs, ...chain }) };
}

type TillSetting = {
  readonly nextId: () => Uuid;
  readonly nowMs: () => number;
  readonly epoch?: number;
  readonly branch?: number;
};

function createTruthTill(deviceId: Uuid, setting: TillSetting): TruthTill {
  const { nextId, nowMs, epoch = 1, branch = 0 } = setting;
  const entries: NewEntry[] = [];
  const bodies: Uint8Array[] = [];
  let seq = 0;
  const stamp = (): EntryStamp => {
    const entryId = nextId();
    const wallMs = epochMs(nowMs());
    seq += 1;
    return {
      deviceId,
      epoch,
      seq,
      entryId,
      hlc: { wallMs, counter: seq },
      wallMs,
      clockState: 'unconfirmed',
    };
  };
  const keep = <Kept extends NewEntry>(entry: Kept): Kept => {
    entries.push(entry);
    bodies.push(encodeEntry(entry));
    return entry;
  };
  return {
    deviceId,
    entries,
    sell: (sketch = {}) => {
      const sale = saleToBook({ basketId: nextId(), ...sketch });
      return keep(decideSale(stamp(), { ...sale, opKey: saleKey(sha256, sale.basketId) }));
    },
    book: (value) => keep(decideValue(stamp(), valueToDecide(value, nextId()))),
    enrol: (memberRef, record) =>
      keep(
        decideEnrol(stamp(), {
          opKey: enrolKey(sha256, nextId()),
          operatorId,
          storeId: 'store-1',
          businessDay: truthDay,
          memberRef,
          cardLevel: null,
          recordHash: sha256(record),
        }),
      ),
    bookRaw: (body) => {
      seq += 1;
      bodies.push(body);
    },
    push: createPush({ deviceId, epoch, branch, nowMs }, bodies),
  };
}

type PushFrom = {
  readonly deviceId: Uuid;
  readonly epoch: number;
  readonly branch: number;
  readonly nowMs: () => number;
};

function createPush({ nowMs, ...chain }: PushFrom, bodies: readonly Uint8Array[]): TruthTill['push'] {
  const { deviceId, epoch } = chain;
  let pushedSeq = 0;
  let headHash = genesisHash(sha256, deviceId, epoch);
  return async (db, { isAfterRevocation = false } = {}) => {
    const unsent = bodies.slice(pushedSeq);
    if (unsent.length === 0) return;
    const toSeq = bodies.length;
    const previousHash = headHash;
    for (const body of unsent) headHash = entryHash(sha256, headHash, body);
    const segment = {
      ...chain,
      fromSeq: pushedSeq + 1,
      toSeq,
      previousHash,
      headHash,
      headSignature: new Uint8Array(64),
      isAfterRevocation,
      bytes: encodeSegment(unsent, nodeHqPorts),
    };
    pushedSeq = toSeq;
    await inTransaction({ ...nodeHqPorts, db }, async (transaction) => {
      await insertSegment(transaction, segment, nowMs());
      const head = { seq: toSeq, hash: headHash, forkedAfterSeq: 0, forkedFrom: 0, receivedMs: nowMs() };
      await moveChainHead(transaction, { ...chain, ...head });
    });
  };
}

function valueToDecide(asked: ValueAsked, otherId: Uuid): ValueToDecide {
  const { kind, detail, moves = [], memberRef = memberId(1), day = truthDay } = asked;
  const value = {
    kind,
    opKey: asked.opKey ?? valueKey(sha256, kind, asked.keyId ?? otherId),
    businessDay: day,
    storeId: 'store-1',
    memberRef,
    operatorId,
    approverId: asked.approverId ?? null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: asked.refEntryId ?? null,
    content: {
      ...plainContent,
      moment: { ...plainContent.moment, localDate: day },
      moves,
      detail,
    },
  };
  // A kind and its detail belong together by the type of `ValueAsked`.
  return value as ValueToDecide;
}

export function countDeps(db: HqDb): CountNextDeps {
  return {
    ...testHqDeps(db),
    clock: { nowMs: () => epochMs(noonMs + 86_400_000), monotonicMs: () => 0 },
    ruleSets: createCompiledRuleSets(),
  };
}

/** Counts until nothing is left; answers with the number of entries. */
export async function countAll(db: HqDb, limits: CountLimits = countLimits): Promise<number> {
  let all = 0;
  for (;;) {
    const entries = await countNext(countDeps(db), limits);
    if (entries === 0) return all;
    all += entries;
  }
}

/** The row of a member that somebody enrolled long ago. */
export async function knowMember(db: HqDb, memberRef: Uuid, madeMs = 0): Promise<void> {
  await db
    .insertInto('member')
    .values({
      member_ref: memberRef,
      sealed_person: null,
      sealed_key: null,
      phone_index: null,
      tier_id: 'bronze',
      tier_set_ms: null,
      tier_kept_until: null,
      made_by: null,
      made_ms: madeMs,
      state: 'active',
      merged_into: null,
      hold: null,
      changed: 0,
    })
    .execute();
}

/** Tills 1 to `count` as they are once they joined. */
export async function knowTills(db: HqDb, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const till = { keys: newTillKeys(), deviceId: tillId(number), storeId: 'store-1' };
    await insertJoinedTill(testHqDeps(db), till);
  }
}

/** The rule set that the sales of these tests are scored with. */
export async function knowRuleSet(db: HqDb): Promise<void> {
  const json = canonicalRuleSet(ledgerRuleSet);
  await db
    .insertInto('rule_set')
    .values({
      rule_set_hash: sha256(utf8.encode(json)),
      canonical_json: json,
      state: 'published',
      proposed_by: null,
      proposed_ms: null,
      published_ms: null,
      changed: 0,
    })
    .execute();
}
