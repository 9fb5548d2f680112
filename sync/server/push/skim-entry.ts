/**
 * Reads the few fields of a body that a push needs, without reading the rest: at a fraction of the cost of parsing it.
 * What it says is a hint; whether the body is an entry is for its reader to decide.
 */

import { bytesToHex } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';

export type SkimmedEntry = {
  /** By its own hybrid clock, in UTC milliseconds. */
  readonly hlcMs: number;
  /** 32 bytes; null where no rules were asked. */
  readonly ruleSetHash: Uint8Array | null;
  /** Hash of the sealed record that it names; null where it names none. */
  readonly recordHash: Uint8Array | null;
};

/** Places of fields in a body, as `encodeEntry` writes them. */
const kindAt = 1;
const hlcAt = 7;
const ruleSetAt = 17;
const enrolKind = 1;
/** An array of these many elements has a head of one byte. */
const fieldsMax = 23;

/** `undefined` for bytes that do not begin like an entry. */
export function skimEntry(body: Uint8Array): SkimmedEntry | undefined {
  const head = body[0] ?? 0;
  if (head < 0x80 + ruleSetAt + 1 || head > 0x80 + fieldsMax) return undefined;
  let place = 1;
  let kind: number | undefined;
  let hlcMs: number | undefined;
  for (let field = 0; field < ruleSetAt; field += 1) {
    const item = itemAt(body, place);
    if (item === undefined) return undefined;
    if (field === kindAt) kind = item.integer;
    if (field === hlcAt) hlcMs = item.integer;
    place = item.end;
  }
  const rules = itemAt(body, place);
  if (kind === undefined || hlcMs === undefined || rules === undefined) return undefined;
  return {
    hlcMs,
    ruleSetHash: rules.bytes?.length === 32 ? rules.bytes : null,
    recordHash: kind === enrolKind ? recordNamedBy(body) : null,
  };
}

/** Different hashes among those given, each once. */
export function distinctHashes(hashes: Iterable<Uint8Array | null>): readonly Uint8Array[] {
  const byText = new Map<string, Uint8Array>();
  for (const hash of hashes) if (hash !== null) byText.set(bytesToHex(hash), hash);
  return [...byText.values()];
}

function recordNamedBy(body: Uint8Array): Uint8Array | null {
  const entry = parseEntry(body);
  return entry?.kind === 'enrol' ? entry.content.recordHash : null;
}

type Item = { readonly end: number; readonly integer?: number; readonly bytes?: Uint8Array };

/** One CBOR item without inner ones: a whole number, bytes, text or a simple value. */
function itemAt(body: Uint8Array, place: number): Item | undefined {
  const head = body[place];
  if (head === undefined) return undefined;
  const major = head >> 5;
  const argument = argumentOf(body, place, head & 0x1f);
  if (argument === undefined) return undefined;
  const { value, end } = argument;
  if (major === 0) return { end, integer: value };
  if (major === 1) return { end, integer: -1 - value };
  if (major === 7) return { end };
  if (major !== 2 && major !== 3) return undefined;
  if (end + value > body.length) return undefined;
  return major === 2 ? { end: end + value, bytes: body.subarray(end, end + value) } : { end: end + value };
}

function argumentOf(
  body: Uint8Array,
  place: number,
  information: number,
): { readonly value: number; readonly end: number } | undefined {
  if (information < 24) return { value: information, end: place + 1 };
  if (information > 27) return undefined;
  const end = place + 1 + 2 ** (information - 24);
  if (end > body.length) return undefined;
  let value = 0;
  for (let index = place + 1; index < end; index += 1) value = value * 256 + (body[index] ?? 0);
  return { value, end };
}
