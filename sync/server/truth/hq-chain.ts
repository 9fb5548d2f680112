/** HQ's own entries: of the same form as a till's, in a chain of HQ's own device, signed with the service key. */

import { createHmac } from 'node:crypto';
import type { MemberRef } from '#shared/domain/member.ts';
import { minuteOfDay, localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { currency } from '#shared/domain/money.ts';
import type { Currency } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { EntryStamp, ValueEntry } from '#shared/ledger/entry.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import type { ValueToDecide } from '#shared/ledger/value/decide-value.ts';
import type { SaleMoment } from '#shared/ledger/sale-content.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { lockChainHeads, moveChainHead } from '../db/stores/chains/chain-heads.ts';
import { insertSegment } from '../db/stores/chains/segments.ts';
import { ensureHqDevice, newestHlcMs, storesOfChain } from '../db/stores/truth/hq-device.ts';
import { moveCounted } from '../db/stores/truth/chains-to-count.ts';
import type { CountedRange } from '../db/stores/truth/truth-turn.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { EntryRead } from './read-entries.ts';

export type HqChainDeps = Pick<HqDeps, 'clock' | 'randomBytes' | 'sha256' | 'compress' | 'serviceKeys'>;

/** Who HQ acts as: nobody who could sign in anywhere. */
export const hqOperatorId: OperatorId = uuid('00000000-0000-7000-8000-000000000001');

/** Where and when HQ books. */
export type HqPlace = {
  readonly storeId: string;
  readonly currency: Currency;
  readonly moment: SaleMoment;
  /** The earliest of the stores' days: nothing ends before it has ended everywhere. */
  readonly today: IsoDate;
};

export async function hqPlace(db: HqDb | HqTransaction, nowMs: EpochMs): Promise<HqPlace> {
  const stores = await storesOfChain(db);
  const [first] = stores;
  const timeZone = first?.timeZone ?? 'UTC';
  const days = stores.map((store) => localDate(nowMs, store.timeZone)).toSorted();
  const today = days[0] ?? localDate(nowMs, timeZone);
  return {
    storeId: first?.storeId ?? 'hq',
    currency: currency(first?.currency ?? 'IRR'),
    moment: { localDate: today, minuteOfDay: minuteOfDay(nowMs, timeZone) },
    today,
  };
}

/** What HQ books; the rest of the header is the same for all of it. */
export type HqValue = {
  readonly [Kind in ValueToDecide['kind']]: {
    readonly kind: Kind;
    readonly opKey: Uint8Array;
    readonly memberRef: MemberRef;
    readonly content: Extract<ValueToDecide, { readonly kind: Kind }>['content'];
  };
}[ValueToDecide['kind']];

export type HqAppended = { readonly range: CountedRange; readonly entries: readonly EntryRead[] };

const hqEpochOfChain = 1;
/** Of one segment; more go into the next. */
export const hqEntriesMax = 1_000;

/** Stores them behind HQ's newest entry. To be counted in the same transaction by whoever calls, who has the turn. */
export async function appendHqEntries(
  transaction: HqTransaction,
  values: readonly HqValue[],
  { place, deps }: { readonly place: HqPlace; readonly deps: HqChainDeps },
): Promise<HqAppended | undefined> {
  if (values.length === 0) return undefined;
  const deviceId = await ensureHqDevice(transaction, deps);
  const [head] = await lockChainHeads(transaction, deviceId, hqEpochOfChain);
  const fromSeq = (head?.seq ?? 0) + 1;
  const previousHash = head?.hash ?? genesisHash(deps.sha256, deviceId, hqEpochOfChain);
  const receivedMs = deps.clock.nowMs();
  // One later than the newest whatever the clock says: within a chain time only rises.
  const hlcMs = Math.max(receivedMs, (await newestHlcMs(transaction, deviceId)) + 1);
  const entries = values.map((value, index) =>
    decide(value, place, {
      deviceId,
      epoch: hqEpochOfChain,
      seq: fromSeq + index,
      entryId: uuidV7(receivedMs, deps.randomBytes(10)),
      hlc: { wallMs: hlcMs, counter: index },
      wallMs: receivedMs,
      clockState: 'unconfirmed',
    }),
  );
  const bodies = entries.map(encodeEntry);
  const range = { deviceId, epoch: hqEpochOfChain, branch: 0, fromSeq, toSeq: fromSeq + values.length - 1 };
  await store(transaction, { range, previousHash, bodies, receivedMs }, deps);
  return {
    range,
    entries: entries.map((entry, index) => ({
      place: { deviceId, epoch: hqEpochOfChain, branch: 0, seq: fromSeq + index },
      body: bodies[index] ?? new Uint8Array(),
      entry,
      receivedMs,
      isAfterRevocation: false,
    })),
  };
}

function decide(value: HqValue, { storeId, today }: HqPlace, stamp: EntryStamp): ValueEntry {
  const header = {
    businessDay: today,
    storeId,
    operatorId: hqOperatorId,
    approverId: null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
  };
  // A kind and its content belong together by the type of `HqValue`.
  return decideValue(stamp, { ...header, ...value } as ValueToDecide);
}

type HqSegment = {
  readonly range: CountedRange;
  readonly previousHash: Uint8Array;
  readonly bodies: readonly Uint8Array[];
  readonly receivedMs: EpochMs;
};

async function store(
  transaction: HqTransaction,
  { range, previousHash, bodies, receivedMs }: HqSegment,
  { sha256, compress, serviceKeys }: HqChainDeps,
): Promise<void> {
  const { deviceId, epoch, branch, fromSeq, toSeq } = range;
  let headHash = previousHash;
  for (const body of bodies) headHash = entryHash(sha256, headHash, body);
  const headSignature = serviceKeys.current.sign(sealBytes({ deviceId, epoch, seq: toSeq, hash: headHash }));
  const bytes = encodeSegment(bodies, { sha256, compress });
  const chain = { deviceId, epoch, branch };
  await insertSegment(
    transaction,
    { ...chain, fromSeq, toSeq, previousHash, headHash, headSignature, isAfterRevocation: false, bytes },
    receivedMs,
  );
  const head = { seq: toSeq, hash: headHash, forkedAfterSeq: 0, forkedFrom: 0, receivedMs };
  await moveChainHead(transaction, { ...chain, ...head });
  await moveCounted(transaction, [range]);
}

export type HqKeyDeps = Pick<HqDeps, 'serviceKeys' | 'utf8'>;

/**
 * An operation of HQ is known by what it is about, so that it is booked once whoever runs it. Under a key that only HQ
 * has: a till that could tell it beforehand would book under it first, and HQ's own entry would be taken for a repeat.
 */
export function hqKey({ serviceKeys, utf8 }: HqKeyDeps, ...words: readonly string[]): Uint8Array {
  const key = serviceKeys.dataSeal.derive('vafa-hq-operation/1');
  return new Uint8Array(
    createHmac('sha256', key)
      .update(utf8.encode(words.join('/')))
      .digest(),
  );
}

/** For ids of things that HQ makes once, such as notices. */
export function hqId(deps: HqKeyDeps, ...words: readonly string[]): Uuid {
  const digest = hqKey(deps, 'id', ...words).slice(0, 10);
  return uuidV7(epochMs(0), digest);
}
