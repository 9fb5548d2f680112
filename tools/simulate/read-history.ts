/** The lines of a history that belong to one of several shards, checked; all lines of a member are in one shard. */

import { historyLineSchema } from '#shared/contracts/history-file-schema.ts';
import type { HistoryMember, HistorySale } from '#shared/contracts/history-file-schema.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { lineBytesMax, sourceLines } from './history-source.ts';
import type { HistorySource, SourceLine } from './history-source.ts';

/** `index` from 0 to `count` - 1. */
export type ShardPlace = { readonly index: number; readonly count: number };

export type LineProblem = { readonly line: number; readonly field: string; readonly problem: string };
export type LinePlace = { readonly line: number; readonly offset: number; readonly bytes: number };
export type HistoryRecord = LinePlace & { readonly data: HistoryMember | HistorySale };

const wholeLine = 'the whole line';
const byteOrderMark = '\ufeff';

/** Ends with the first problem. `reached` hears how many bytes are behind, line by line. */
export function* shardRecords(
  source: HistorySource,
  shard: ShardPlace,
  reached: (bytes: number) => void,
): Iterable<Result<HistoryRecord, LineProblem>> {
  for (const line of sourceLines(source)) {
    reached(line.offset);
    if (line.bytes.length === 0 || shardOf(line, shard.count) !== shard.index) continue;
    const parsed = parseLine(line);
    if (!parsed.ok) {
      yield parsed;
      return;
    }
    yield ok({ line: line.number, offset: line.offset, bytes: line.bytes.length, data: parsed.value });
  }
}

/** A sale that was read before, read again. */
export function saleAt(
  source: HistorySource,
  { line, offset, bytes }: LinePlace,
): Result<HistorySale, LineProblem> {
  const read = source.read(offset, bytes);
  const parsed = parseLine({ number: line, offset, bytes: read, isEnded: true });
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === 'sale') return ok(parsed.value);
  return err({ line, field: 'kind', problem: 'the file was changed while it was read' });
}

function parseLine({ number: line, bytes, isEnded }: SourceLine): Result<HistoryRecord['data'], LineProblem> {
  if (bytes.length > lineBytesMax) {
    return err({ line, field: wholeLine, problem: `it has more than ${lineBytesMax} bytes` });
  }
  const json = parseJson(bytes, line);
  if (!json.ok) {
    const problem = isEnded ? json.error : `the file ends in the middle of this line: ${json.error}`;
    return err({ line, field: wholeLine, problem });
  }
  const parsed = historyLineSchema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  if (issue === undefined) return err({ line, field: wholeLine, problem: 'not as expected' });
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return err({ line, field: fieldText(path), problem: issue.message });
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseJson(bytes: Buffer, line: number): Result<unknown, string> {
  try {
    const text = decoder.decode(bytes);
    return ok(JSON.parse(line === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text));
  } catch (failure) {
    return err(failure instanceof Error ? failure.message : 'not JSON');
  }
}

function fieldText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? wholeLine : text.replace(/^\./, '');
}

/** Where the name stands once and nothing is escaped, its value is found without reading the rest. */
const plainRef = /"memberRef"\s*:\s*(?:"([^"\\]*)"|null)/g;

function shardOf({ number, bytes }: SourceLine, count: number): number {
  if (count === 1) return 0;
  const text = bytes.toString('latin1');
  const memberRef = text.includes('\\') ? undefined : plainMemberRef(text);
  return spread(memberRef === undefined ? readMemberRef(bytes, number) : memberRef, number) % count;
}

/** Undefined where the whole line has to be read, null for an anonymous sale. */
function plainMemberRef(text: string): string | null | undefined {
  plainRef.lastIndex = 0;
  const found = plainRef.exec(text);
  if (found === null || text.includes('"memberRef"', plainRef.lastIndex)) return undefined;
  return found[1] ?? null;
}

/** A line that cannot be read goes to some shard, which then says so. */
function readMemberRef(bytes: Buffer, line: number): string | null {
  const json = parseJson(bytes, line);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return null;
  const memberRef: unknown = Reflect.get(json.value, 'memberRef');
  return typeof memberRef === 'string' ? memberRef : null;
}

/** FNV-1a; anonymous sales are dealt out in turn. */
function spread(memberRef: string | null, line: number): number {
  if (memberRef === null) return line;
  let hash = 0x811c9dc5;
  for (let place = 0; place < memberRef.length; place += 1) {
    hash = Math.imul(hash ^ memberRef.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}
