/** What a traced process did to the files of one folder, and what it said to have done. */

import path from 'node:path';
import { invariant } from '#shared/kernel/invariant.ts';
import { systemCalls } from './system-calls.ts';
import type { SystemCall } from './system-calls.ts';

/** Files are named by their path inside the folder; '' is the folder itself. */
export type DiskEvent =
  | { readonly kind: 'made'; readonly file: string }
  | {
      readonly kind: 'written';
      readonly file: string;
      readonly offset: number | 'end';
      readonly bytes: Buffer;
    }
  | { readonly kind: 'cut'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'synced'; readonly file: string }
  | { readonly kind: 'removed'; readonly file: string }
  | { readonly kind: 'renamed'; readonly file: string; readonly newName: string }
  | { readonly kind: 'told'; readonly line: string };

/** The calls to be traced. Those that the reader below does not know, it refuses. */
export const tracedCalls = [
  'open,openat,creat,close,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate',
  'fsync,fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat',
  'copy_file_range,sendfile,splice,mmap,msync',
].join(',');

/** SQLite's index of its log: shared memory that is rebuilt from the log, and never synced. */
const isRebuilt = (file: string): boolean => file.endsWith('-shm');

type Descriptor = { offset: number; readonly isAppending: boolean };
type Reading = {
  readonly folder: string;
  readonly descriptors: Map<number, Descriptor>;
  readonly cwd: string;
};

/** `folder` absolute and without links. Standard output is read as lines. */
export function* diskEvents(trace: string, folder: string): Generator<DiskEvent> {
  const reading: Reading = { folder, descriptors: new Map(), cwd: process.cwd() };
  for (const call of systemCalls(trace)) {
    for (const event of eventsOf(call, reading)) {
      if (event.kind === 'told' || !isRebuilt(event.file)) yield event;
    }
  }
}

function eventsOf(call: SystemCall, reading: Reading): readonly DiskEvent[] {
  if (call.name === 'write' && call.descriptor === 1) return told(call);
  if (call.descriptor === undefined) return byName(call, reading);
  const file = insideOf(call.path, reading);
  if (file === undefined) return [];
  return byDescriptor(call, file, reading);
}

function told(call: SystemCall): readonly DiskEvent[] {
  const text = call.strings.map((bytes) => bytes.toString()).join('');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'told', line }));
}

function byDescriptor(call: SystemCall, file: string, { descriptors }: Reading): readonly DiskEvent[] {
  const { name, words, result } = call;
  const descriptor = descriptors.get(call.descriptor ?? -1);
  const bytes = Buffer.concat(call.strings).subarray(0, result);
  switch (name) {
    case 'close':
      return [];
    case 'lseek':
      if (descriptor !== undefined) descriptor.offset = result;
      return [];
    case 'write':
    case 'writev': {
      invariant(descriptor !== undefined, 'a file is written to after it was opened');
      const { offset, isAppending } = descriptor;
      descriptor.offset += result;
      return [{ kind: 'written', file, offset: isAppending ? 'end' : offset, bytes }];
    }
    case 'pwrite64':
      return [{ kind: 'written', file, offset: Number(words.at(-1)), bytes }];
    case 'pwritev':
      return [{ kind: 'written', file, offset: Number(words.at(-1)), bytes }];
    case 'ftruncate':
      return [{ kind: 'cut', file, bytes: Number(words.at(-1)) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'synced', file }];
    default:
      invariant(isRebuilt(file), `the reader of traces knows ${name}`);
      return [];
  }
}

function byName(call: SystemCall, reading: Reading): readonly DiskEvent[] {
  const [first, second] = call.strings.map((bytes) =>
    insideOf(path.resolve(reading.cwd, bytes.toString()), reading),
  );
  if (call.name === 'mmap') return mapped(call, reading);
  if (first === undefined && second === undefined) return [];
  switch (call.name) {
    case 'open':
    case 'openat':
    case 'creat':
      return opened(call, first ?? '', reading);
    case 'unlink':
    case 'unlinkat':
      return [{ kind: 'removed', file: first ?? '' }];
    case 'rename':
    case 'renameat':
    case 'renameat2':
      invariant(first !== undefined && second !== undefined, 'nothing moves into or out of the folder');
      return [{ kind: 'renamed', file: first, newName: second }];
    default:
      throw new Error(`the reader of traces does not know ${call.name} of ${first ?? second ?? ''}`);
  }
}

function opened(call: SystemCall, file: string, { descriptors }: Reading): readonly DiskEvent[] {
  const flags = call.words.join(' ');
  descriptors.set(call.result, { offset: 0, isAppending: flags.includes('O_APPEND') });
  const events: DiskEvent[] = [];
  if (flags.includes('O_CREAT')) events.push({ kind: 'made', file });
  if (flags.includes('O_TRUNC')) events.push({ kind: 'cut', file, bytes: 0 });
  return events;
}

/** A page written through memory is not in the trace, so no file but the rebuilt one may be mapped for writing. */
function mapped(call: SystemCall, reading: Reading): readonly DiskEvent[] {
  const words = call.words.join(' ');
  const name = /<((?:\\x[0-9a-f]{2})+)>/.exec(words)?.[1] ?? '';
  const file = insideOf(Buffer.from(name.replaceAll('\\x', ''), 'hex').toString(), reading);
  const isWriting = words.includes('PROT_WRITE') && words.includes('MAP_SHARED');
  invariant(file === undefined || !isWriting || isRebuilt(file), 'no file is written through memory');
  return [];
}

/** `undefined` for what lies elsewhere. */
function insideOf(file: string, { folder }: Reading): string | undefined {
  const inside = path.relative(folder, file);
  return inside.startsWith('..') || path.isAbsolute(inside) ? undefined : inside;
}
