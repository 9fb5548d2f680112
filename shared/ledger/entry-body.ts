/** An entry's body: the canonical bytes that are hashed, stored and sent. */

import type { CardLevel } from '../domain/card.ts';
import { epochMs } from '../kernel/clock.ts';
import { bytesToHex, hexToBytes } from '../kernel/hex.ts';
import { uuidToBytes } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { invariant, unreachable } from '../kernel/invariant.ts';
import { activityFields, readActivityContent } from './activity-body.ts';
import { MalformedBody, readFields, wellFormed } from './body-fields.ts';
import type { BodyFields } from './body-fields.ts';
import { decodeCanonical, encodeCanonical } from './canonical-bytes.ts';
import type { CanonicalValue } from './canonical-bytes.ts';
import { hashBytes } from './chain.ts';
import { clockStates } from './clock-state.ts';
import { entrySchemaVersion, formerSchemaVersion, isValueEntry } from './entry.ts';
import type { ActivityEntry, Entry, EntryHeader, NewEntry, ValueEntry, ValueEntryOf } from './entry.ts';
import { readFormerSale } from './former-sale-body.ts';
import { readSale, saleFields } from './sale-body.ts';
import { readValue, valueFields } from './value/value-body.ts';
import { valueKinds } from './value/value-details.ts';
import type { ValueKind } from './value/value-details.ts';

/** The body holds the place in these lists: words are only ever added at the end. */
const entryKinds = ['sale', 'enrol', 'activity', ...valueKinds] as const;
const cardLevels: readonly CardLevel[] = [0, 1, 2, 3];

/** Only entries of today's schema are made; older ones keep the bytes that they were stored with. */
export function encodeEntry(entry: NewEntry): Uint8Array {
  return encodeCanonical([
    entrySchemaVersion,
    entryKinds.indexOf(entry.kind),
    ...headerFields(entry),
    contentFields(entry),
  ]);
}

/** `undefined` for bytes that `encodeEntry` of this or an earlier version would not have made. */
export function parseEntry(body: Uint8Array): Entry | undefined {
  const value = decodeCanonical(body);
  return value === undefined ? undefined : wellFormed(() => readFields(value, readEntry));
}

function headerFields(entry: EntryHeader): readonly CanonicalValue[] {
  const { hlc } = entry;
  return [
    uuidToBytes(entry.deviceId),
    entry.epoch,
    entry.seq,
    uuidToBytes(entry.entryId),
    entry.opKey,
    hlc.wallMs,
    hlc.counter,
    entry.wallMs,
    clockStates.indexOf(entry.clockState),
    entry.businessDay,
    entry.storeId,
    uuidField(entry.memberRef),
    uuidToBytes(entry.actorId),
    uuidField(entry.approverId),
    entry.cardLevel,
    hashField(entry.ruleSetHash),
    uuidField(entry.refEntryId),
  ];
}

function contentFields(entry: NewEntry): CanonicalValue {
  if (isValueEntry(entry)) return valueContentFields(entry);
  switch (entry.kind) {
    case 'sale':
      return saleFields(entry.content);
    case 'enrol':
      return [entry.content.recordHash];
    case 'activity':
      return activityFields(entry.content);
    default:
      return unreachable(entry);
  }
}

function valueContentFields<Kind extends ValueKind>({ kind, content }: ValueEntryOf<Kind>): CanonicalValue {
  return valueFields(kind, content);
}

function uuidField(id: Uuid | null): CanonicalValue {
  return id === null ? null : uuidToBytes(id);
}

function hashField(hash: string | null): CanonicalValue {
  if (hash === null) return null;
  const bytes = hexToBytes(hash);
  invariant(bytes?.length === hashBytes, 'a rule set is named by its SHA-256');
  return bytes;
}

function readEntry(fields: BodyFields): Entry {
  const schemaVersion = fields.integer();
  const isKnown = schemaVersion === formerSchemaVersion || schemaVersion === entrySchemaVersion;
  if (!isKnown) throw new MalformedBody('the schema version is another');
  return readOfVersion(fields, schemaVersion);
}

function readOfVersion(fields: BodyFields, schemaVersion: EntryHeader['schemaVersion']): Entry {
  const kind = fields.word(entryKinds);
  const header = readHeader(fields);
  if (kind === 'enrol') {
    const content = fields.group((inner) => ({ recordHash: inner.bytes(hashBytes) }));
    return { ...header, schemaVersion, kind, content };
  }
  if (kind === 'activity') return readActivity(fields, header, schemaVersion);
  if (kind !== 'sale') return readValueEntry(fields, { ...header, schemaVersion }, kind);
  return schemaVersion === formerSchemaVersion
    ? { ...header, schemaVersion, kind, content: fields.group(readFormerSale) }
    : { ...header, schemaVersion, kind, content: fields.group(readSale) };
}

function readActivity(fields: BodyFields, header: ReadHeader, schemaVersion: number): ActivityEntry {
  const { memberRef, ruleSetHash } = header;
  if (schemaVersion !== entrySchemaVersion) throw new MalformedBody('that version rewarded sales only');
  if (memberRef === null || ruleSetHash === null)
    throw new MalformedBody('an activity is of a member and names its rules');
  const content = fields.group(readActivityContent);
  return { ...header, schemaVersion, kind: 'activity', memberRef, ruleSetHash, content };
}

function readValueEntry(fields: BodyFields, header: EntryHeader, kind: ValueKind): ValueEntry {
  const { schemaVersion } = header;
  if (schemaVersion !== entrySchemaVersion) throw new MalformedBody('that version moved value by sales only');
  const entry = { ...header, schemaVersion, kind, content: fields.group((inner) => readValue(inner, kind)) };
  // The compiler does not see that the kind and its content were read together.
  return entry as ValueEntry;
}

type ReadHeader = Omit<EntryHeader, 'schemaVersion'>;

function readHeader(fields: BodyFields): ReadHeader {
  return {
    deviceId: fields.uuid(),
    epoch: fields.integer(),
    seq: fields.integer(),
    entryId: fields.uuid(),
    opKey: fields.bytes(hashBytes),
    hlc: { wallMs: fields.integer(), counter: fields.integer() },
    wallMs: epochMs(fields.integer()),
    clockState: fields.word(clockStates),
    businessDay: fields.isoDate(),
    storeId: fields.text(),
    memberRef: fields.orNull(fields.uuid),
    actorId: fields.uuid(),
    approverId: fields.orNull(fields.uuid),
    cardLevel: fields.orNull(() => cardLevelFrom(fields.integer())),
    ruleSetHash: fields.orNull(() => bytesToHex(fields.bytes(hashBytes))),
    refEntryId: fields.orNull(fields.uuid),
  };
}

function cardLevelFrom(value: number): CardLevel {
  const level = cardLevels.find((candidate) => candidate === value);
  if (level === undefined) throw new MalformedBody('a card level is 0 to 3');
  return level;
}
