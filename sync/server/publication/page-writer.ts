/** Records as compressed pages, one after the other, so that a million members never stand in memory together. */

import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { pageBytesMax, pageOpenBytesMax } from '#shared/contracts/sync/protocol.ts';
import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { blockOf } from '#sync/core/columns/page-block.ts';

export type PageHead = { readonly page: string; readonly bytes: number; readonly records: number };
export type Page = PageHead & { readonly body: Uint8Array };

export type PageWriter = {
  /** A record that JSON can hold. Resolves when there is room for the next one. */
  readonly add: (record: object) => Promise<void>;
  /** The same for many of one kind, which take a third less together. */
  readonly addAll: (records: readonly object[]) => Promise<void>;
  /** Writes what is left; call once. */
  readonly end: () => Promise<void>;
};

export type PageOptions = {
  /** Brotli's effort, 0 to 11. */
  readonly quality: number;
  readonly ports: { readonly sha256: Sha256; readonly utf8: Utf8 };
  /** Takes each page in its turn. */
  readonly take: (page: Page) => Promise<void>;
};

const compress = promisify(brotliCompress);
/** Open text of a page: large enough to compress well, small enough to be fetched again on a bad line. */
const openLettersMax = 3 * 1024 * 1024;
const recordsMax = 10_000;
/** Fewer are told one by one: columns would not make them shorter. */
const blockRecordsMin = 10;
/** Making a block holds up the process: a thousand members some forty milliseconds. */
const blockRecordsMost = 2_000;

export function createPageWriter({ quality, ports, take }: PageOptions): PageWriter {
  let lines: string[] = [];
  let letters = 0;
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    const records = lines.length;
    const open = ports.utf8.encode(lines.join(''));
    lines = [];
    letters = 0;
    invariant(open.length <= pageOpenBytesMax, 'a page is within what tills take');
    const body = new Uint8Array(await compress(open, { params: paramsOf(quality, open.length) }));
    invariant(body.length <= pageBytesMax, 'a compressed page is within what tills take');
    await take({ page: bytesToHex(ports.sha256(body)), bytes: body.length, records, body });
  };
  const add = async (record: object): Promise<void> => {
    const line = `${JSON.stringify(record)}\n`;
    // A record stands whole in one page, and a large one in a page of its own.
    if (letters + line.length > openLettersMax || lines.length === recordsMax) await flush();
    lines.push(line);
    letters += line.length;
  };
  const addAll = async (records: readonly object[]): Promise<void> => {
    if (records.length < blockRecordsMin) {
      for (const record of records) await add(record);
      return;
    }
    const block = records.length > blockRecordsMost ? undefined : blockOf(records);
    if (block !== undefined) return add(block);
    const middle = Math.ceil(records.length / 2);
    await addAll(records.slice(0, middle));
    await addAll(records.slice(middle));
  };
  return { add, addAll, end: flush };
}

function paramsOf(quality: number, length: number): Record<number, number> {
  return {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: length,
  };
}
