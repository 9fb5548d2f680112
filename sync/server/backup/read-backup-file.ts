/** Reads a backup: first whether every byte is as it was written, then its lines. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { BackupFailure } from './backup-failure.ts';
import {
  backupHeaderSchema,
  backupManifestSchema,
  backupTableSchema,
  footerLength,
  footerOf,
  linePrefix,
  tableNameSchema,
} from './backup-form.ts';
import type { BackupHeader, BackupTable } from './backup-form.ts';

export type BackupReader = {
  /** Some rows of a table, as they were written. */
  readonly onRows?: (table: string, rows: readonly string[]) => Promise<void>;
};

export type ReadBackup = { readonly header: BackupHeader; readonly tables: readonly BackupTable[] };

const groupRowsMax = 1_000;
const groupBytesMax = 4 * 1024 * 1024;

/** The first line alone, of a file whose every byte was checked: what would be read. */
export async function readBackupHeader(file: string): Promise<Result<BackupHeader, BackupFailure>> {
  const whole = await checkBytes(file);
  if (!whole.ok) return whole;
  for await (const line of linesOf(file, whole.value)) return parseHeader(line, file);
  return err(damaged(file));
}

/** Reads everything and compares it with the manifest. Nothing is read of a file that was cut or changed. */
export async function readBackup(
  file: string,
  { onRows = async () => {} }: BackupReader = {},
): Promise<Result<ReadBackup, BackupFailure>> {
  const whole = await checkBytes(file);
  if (!whole.ok) return whole;
  let header: BackupHeader | undefined;
  const tables: BackupTable[] = [];
  const group = createGroup(onRows);
  for await (const line of linesOf(file, whole.value)) {
    const [kind, text] = [line.slice(0, 1), line.slice(1)];
    if (kind === linePrefix.row) {
      await group.add(text);
    } else if (kind === linePrefix.table) {
      group.begin(tableNameSchema.parse(JSON.parse(text)));
    } else if (kind === linePrefix.end) {
      const told = backupTableSchema.parse(JSON.parse(text));
      if (!isSame(await group.end(), told)) return err(damaged(file));
      tables.push(told);
    } else if (kind === linePrefix.header) {
      const parsed = parseHeader(line, file);
      if (!parsed.ok) return parsed;
      header = parsed.value;
    } else if (kind === linePrefix.manifest) {
      const manifest = backupManifestSchema.parse(JSON.parse(text));
      const isWhole = header !== undefined && areSame(manifest.tables, tables);
      return isWhole && header !== undefined ? ok({ header, tables }) : err(damaged(file));
    }
  }
  return err(damaged(file));
}

type Group = {
  readonly begin: (table: string) => void;
  readonly add: (row: string) => Promise<void>;
  readonly end: () => Promise<BackupTable>;
};

/** Hands rows on in handy amounts, and counts and hashes them on the way. */
function createGroup(onRows: (table: string, rows: readonly string[]) => Promise<void>): Group {
  let table = '';
  let hash = createHash('sha256');
  let count = 0;
  let rows: string[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await onRows(table, rows);
    rows = [];
    bytes = 0;
  };
  return {
    begin: (name) => {
      table = name;
      hash = createHash('sha256');
      count = 0;
    },
    add: async (row) => {
      hash.update(`${row}\n`);
      count += 1;
      rows.push(row);
      bytes += row.length;
      if (rows.length >= groupRowsMax || bytes >= groupBytesMax) await flush();
    },
    end: async () => {
      await flush();
      return { table, rows: count, sha256: hash.digest('hex') };
    },
  };
}

function isSame(left: BackupTable, right: BackupTable | undefined): boolean {
  return left.table === right?.table && left.rows === right.rows && left.sha256 === right.sha256;
}

function areSame(left: readonly BackupTable[], right: readonly BackupTable[]): boolean {
  return left.length === right.length && left.every((table, place) => isSame(table, right[place]));
}

function parseHeader(line: string, file: string): Result<BackupHeader, BackupFailure> {
  if (line[0] !== linePrefix.header) return err(damaged(file));
  const parsed = backupHeaderSchema.safeParse(JSON.parse(line.slice(1)));
  return parsed.success ? ok(parsed.data) : err(damaged(file));
}

/** Compares the hash at the end with the bytes before it; answers with the number of those. */
async function checkBytes(file: string): Promise<Result<number, BackupFailure>> {
  let size: number;
  try {
    const handle = await open(file, 'r');
    ({ size } = await handle.stat());
    await handle.close();
  } catch {
    // Not there, or closed to us: the same to whoever named it.
    return err(unreadable(file));
  }
  const length = size - footerLength;
  if (length <= 0) return err(damaged(file));
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { end: length - 1 })) hash.update(part);
  let footer = '';
  for await (const part of createReadStream(file, { start: length, encoding: 'latin1' })) footer += part;
  return footer === footerOf(hash.digest('hex')) ? ok(length) : err(damaged(file));
}

/** Ends of lines are line feeds and nothing else: other separators of lines may stand in a text. */
async function* linesOf(file: string, length: number): AsyncGenerator<string> {
  const input = createReadStream(file, { end: length - 1 });
  const unpacked = createGunzip();
  // A failure of either reaches whoever reads the second.
  const piped = pipeline(input, unpacked).catch((fault: unknown) => void unpacked.destroy(asError(fault)));
  let parts: Buffer[] = [];
  for await (const part of unpacked) {
    // Streams of bytes give Buffers, but are typed as giving anything.
    let rest: Buffer = Buffer.from(part);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      yield Buffer.concat([...parts, rest.subarray(0, end)]).toString();
      parts = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) parts.push(rest);
  }
  await piped;
}

function asError(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}

function damaged(file: string): BackupFailure {
  return {
    code: 'backup_damaged',
    message: `${file} is not a whole backup: it was cut or changed, or is something else. Nothing was touched. Take another copy of it, or an older backup.`,
  };
}

function unreadable(file: string): BackupFailure {
  return { code: 'backup_unreadable', message: `${file} cannot be read.` };
}
