/** Walks a device's entries in order and names everything that is not as it must be. A fold: any number of entries. */

import { bytesToHex } from '../kernel/hex.ts';
import type { Sha256, VerifySignature } from '../kernel/hash-port.ts';
import { compareHlc } from '../kernel/hlc.ts';
import type { Hlc } from '../kernel/hlc.ts';
import { isSameBytes } from './canonical-bytes.ts';
import { entryHash, genesisHash } from './chain.ts';
import { isValueEntry } from './entry.ts';
import type { DeviceId, Entry, EntryHeader } from './entry.ts';
import { parseEntry } from './entry-body.ts';
import { postingsOf } from './post-entry.ts';
import { unbalancedUnits } from './posting.ts';
import type { Posting } from './posting.ts';
import { sealBytes } from './seal.ts';

export type FindingCode =
  | 'seq_not_gapless'
  | 'epoch_unknown'
  | 'previous_hash_differs'
  | 'hash_differs'
  | 'body_unreadable'
  | 'column_differs'
  | 'other_device'
  | 'hlc_not_rising'
  | 'postings_differ'
  | 'postings_unbalanced'
  | 'reversal_unexpected'
  | 'approver_is_actor'
  | 'signature_invalid';

export type Finding = {
  readonly code: FindingCode;
  readonly epoch: number;
  readonly seq: number;
  /** What differs, where a code has several causes. */
  readonly what: string;
};

/** An entry as it was found: columns and postings beside the body that they must agree with. */
export type FoundEntry = {
  readonly columns: FoundColumns;
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly postings: readonly FoundPosting[];
  /** The signature over this entry as the head; null when it was not sealed. */
  readonly signature: Uint8Array | null;
};

/** Accounts and units as found: the check compares them with what the entry says. */
export type FoundPosting = Omit<Posting, 'account' | 'unit'> & {
  readonly account: string;
  readonly unit: string;
};

/** Every field of the header is also a column; words and levels only as far as the table's own checks go. */
export type FoundColumns = Omit<EntryHeader, 'schemaVersion' | 'clockState' | 'cardLevel'> & {
  readonly kind: string;
  readonly schemaVersion: number;
  readonly clockState: string;
  readonly cardLevel: number | null;
};

export type ChainPorts = {
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
  readonly publicKey: Uint8Array;
};

export type ChainPlace = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  /** 0 before the first entry. */
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly hlc: Hlc | undefined;
};

export type ChainStep = {
  readonly place: ChainPlace;
  /** The entry as its body tells it; `undefined` when the body cannot be read. */
  readonly entry: Entry | undefined;
  readonly findings: readonly Finding[];
};

/** Where the walk over a device's epoch begins. */
export function chainStart(sha256: Sha256, deviceId: DeviceId, epoch: number): ChainPlace {
  return { deviceId, epoch, seq: 0, hash: genesisHash(sha256, deviceId, epoch), hlc: undefined };
}

/** Checks the entry after `place`. The walk goes on from what was found, so that one fault is named once. */
export function checkNext(place: ChainPlace, found: FoundEntry, ports: ChainPorts): ChainStep {
  const { columns, hash } = found;
  const entry = parseEntry(found.body);
  const findings = findingsOf(found, [
    ...placeChecks(place, found),
    ...hashChecks(found, ports),
    [entry !== undefined, 'body_unreadable'],
    ...(entry === undefined ? [] : entryChecks(entry, found)),
  ]);
  const { deviceId, epoch, seq, hlc } = columns;
  return { place: { deviceId, epoch, seq, hash, hlc }, entry, findings };
}

type Check = readonly [holds: boolean, code: FindingCode, what?: string];

function placeChecks(place: ChainPlace, found: FoundEntry): readonly Check[] {
  const { columns, previousHash } = found;
  const isRising = place.hlc === undefined || compareHlc(columns.hlc, place.hlc) > 0;
  return [
    [columns.deviceId === place.deviceId, 'other_device'],
    [columns.epoch === place.epoch, 'epoch_unknown'],
    [columns.seq === place.seq + 1, 'seq_not_gapless'],
    [isSameBytes(previousHash, place.hash), 'previous_hash_differs'],
    [isRising, 'hlc_not_rising'],
  ];
}

function hashChecks(found: FoundEntry, ports: ChainPorts): readonly Check[] {
  const { columns, body, previousHash, hash, signature } = found;
  const { deviceId, epoch, seq } = columns;
  const message = sealBytes({ deviceId, epoch, seq, hash });
  const isSigned =
    signature === null || ports.verifySignature({ publicKey: ports.publicKey, message, signature });
  return [
    [isSameBytes(entryHash(ports.sha256, previousHash, body), hash), 'hash_differs'],
    [isSigned, 'signature_invalid'],
  ];
}

function entryChecks(entry: Entry, found: FoundEntry): readonly Check[] {
  const differing = differingColumns(entry, found.columns);
  const unbalanced = unbalancedUnits(found.postings);
  const isPosted = isSamePostings(postingsOf(entry), found.postings);
  return [
    [differing.length === 0, 'column_differs', differing.join(' ')],
    [isPosted, 'postings_differ'],
    [unbalanced.length === 0, 'postings_unbalanced', unbalanced.join(' ')],
    [entry.approverId !== entry.actorId, 'approver_is_actor'],
    [entry.refEntryId === null || isValueEntry(entry), 'reversal_unexpected'],
  ];
}

function differingColumns(entry: Entry, columns: FoundColumns): readonly string[] {
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    kind: [entry.kind, columns.kind],
    schemaVersion: [entry.schemaVersion, columns.schemaVersion],
    deviceId: [entry.deviceId, columns.deviceId],
    epoch: [entry.epoch, columns.epoch],
    seq: [entry.seq, columns.seq],
    entryId: [entry.entryId, columns.entryId],
    opKey: [bytesToHex(entry.opKey), bytesToHex(columns.opKey)],
    hlcMs: [entry.hlc.wallMs, columns.hlc.wallMs],
    hlcCounter: [entry.hlc.counter, columns.hlc.counter],
    wallMs: [entry.wallMs, columns.wallMs],
    clockState: [entry.clockState, columns.clockState],
    businessDay: [entry.businessDay, columns.businessDay],
    storeId: [entry.storeId, columns.storeId],
    memberRef: [entry.memberRef, columns.memberRef],
    actorId: [entry.actorId, columns.actorId],
    approverId: [entry.approverId, columns.approverId],
    cardLevel: [entry.cardLevel, columns.cardLevel],
    ruleSetHash: [entry.ruleSetHash, columns.ruleSetHash],
    refEntryId: [entry.refEntryId, columns.refEntryId],
  };
  return Object.keys(pairs).filter((name) => pairs[name]?.[0] !== pairs[name]?.[1]);
}

function isSamePostings(expected: readonly Posting[], found: readonly FoundPosting[]): boolean {
  return (
    expected.length === found.length &&
    expected.every((posting, index) => isSamePosting(posting, found[index]))
  );
}

function isSamePosting(expected: Posting, found: FoundPosting | undefined): boolean {
  return (
    found !== undefined &&
    expected.line === found.line &&
    expected.account === found.account &&
    expected.lot.entryId === found.lot.entryId &&
    expected.lot.line === found.lot.line &&
    expected.unit === found.unit &&
    expected.amount === found.amount
  );
}

/** Names the codes whose condition does not hold. */
function findingsOf({ columns }: FoundEntry, checks: readonly Check[]): readonly Finding[] {
  const { epoch, seq } = columns;
  return checks.filter(([holds]) => !holds).map(([, code, what]) => ({ code, epoch, seq, what: what ?? '' }));
}
