/** One page of a pull: compressed lines of JSON, each of them a record. */

import { brotliDecompressSync } from 'node:zlib';
import { createDropUnknown } from '#shared/contracts/sync/drop-unknown.ts';
import { createHasOnlyKnown } from '#shared/contracts/sync/known-columns.ts';
import { pullRecord } from '#shared/contracts/sync/pull-records.ts';
import type { PullRecord } from '#shared/contracts/sync/pull-records.ts';
import { pageOpenBytesMax } from '#shared/contracts/sync/protocol.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isBlock, recordsOfBlock } from '#sync/core/columns/page-block.ts';
import { refusal } from './pull-refusal.ts';
import type { PagePlace, PullRefusal } from './pull-refusal.ts';

export type CheckedPage = {
  /** Lines: a block is one. */
  readonly records: number;
  /** It holds a record of the chain or a rule set. */
  readonly hasChain: boolean;
};

export type PlacedRecord = { readonly record: PullRecord; readonly at: PagePlace };

const dropUnknown = createDropUnknown(pullRecord);
const hasOnlyKnown = createHasOnlyKnown(pullRecord);
const knownKinds: ReadonlySet<unknown> = new Set(pullRecord.options.map(({ shape }) => shape.t.value));

/** Everything in it is looked at, once, before it is kept. */
export function checkPage(page: string, bytes: Uint8Array): Result<CheckedPage, PullRefusal> {
  const text = openPage(page, bytes);
  if (!text.ok) return text;
  let line = 0;
  let hasChain = false;
  for (const lineText of linesOf(text.value)) {
    line += 1;
    for (const json of recordsIn(parseJson(lineText))) {
      const parsed = pullRecord.safeParse(json);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const reason = `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? 'invalid'}`;
        return err(refusal('record_invalid', reason, { page, line }));
      }
      hasChain ||= parsed.data.t === 'chain' || parsed.data.t === 'ruleSet';
    }
  }
  return ok({ records: line, hasChain });
}

/** Of a page that `checkPage` let through: not checked again. */
export function* recordsOf(page: string, bytes: Uint8Array): Iterable<PlacedRecord> {
  let line = 0;
  for (const text of linesOf(brotliDecompressSync(bytes).toString('utf8'))) {
    line += 1;
    for (const json of recordsIn(JSON.parse(text))) {
      // The schema let this very text through when the page came; its brands are plain numbers and texts.
      yield { record: json as PullRecord, at: { page, line } };
    }
  }
}

/**
 * A line is one record or a block of them. One that is no block as the protocol has it is refused as a record. What later
 * versions say is left out; nearly every block holds nothing of that, and its columns show it at one look.
 */
function recordsIn(line: unknown): readonly unknown[] {
  const records = isBlock(line) ? recordsOfBlock(line) : [line];
  if (records === undefined) return [undefined];
  if (isBlock(line) && hasOnlyKnown(line['columns'])) return records;
  const known = records.filter((record) => !isOfLaterVersion(record));
  for (const record of known) dropUnknown(record);
  return known;
}

/** A kind of record that this program does not know says nothing to it. */
function isOfLaterVersion(json: unknown): boolean {
  return (
    typeof json === 'object' &&
    json !== null &&
    't' in json &&
    typeof json.t === 'string' &&
    !knownKinds.has(json.t)
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function openPage(page: string, bytes: Uint8Array): Result<string, PullRefusal> {
  try {
    return ok(utf8.decode(brotliDecompressSync(bytes, { maxOutputLength: pageOpenBytesMax })));
  } catch (error) {
    // zlib and the decoder throw for exactly these reasons; the words of the first tell a bomb from rubbish.
    const isTooLarge =
      error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return err(refusal(isTooLarge ? 'page_too_large' : 'page_unreadable', 'opening', { page }));
  }
}

/** The last line may end without its end. */
function* linesOf(text: string): Iterable<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
  }
}

/** `undefined` for text that is no JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: the schema refuses `undefined` and names the line
  }
}
