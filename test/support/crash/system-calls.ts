/** Reads what strace wrote with `-f -y -xx`: the calls that came to an end well, in the order in which they did. */

import { invariant } from '#shared/kernel/invariant.ts';

export type SystemCall = {
  readonly name: string;
  /** The first argument where it is a file descriptor. */
  readonly descriptor: number | undefined;
  /** What the descriptor stood for, or ''. */
  readonly path: string;
  /** All strings among the arguments, as bytes. */
  readonly strings: readonly Buffer[];
  /** The arguments as they stand, strings emptied. */
  readonly words: readonly string[];
  readonly result: number;
};

/** `*` for calls that failed: they changed nothing. */
export function* systemCalls(trace: string): Generator<SystemCall> {
  const begun = new Map<string, string>();
  let start = 0;
  while (start < trace.length) {
    const end = trace.indexOf('\n', start);
    invariant(end !== -1, 'a trace ends with a whole line');
    const line = joined(trace.slice(start, end), begun);
    start = end + 1;
    const call = line === undefined ? undefined : parseCall(line);
    if (call !== undefined) yield call;
  }
}

/** A call during which another thread was seen stands on two lines. */
function joined(line: string, begun: Map<string, string>): string | undefined {
  const space = line.indexOf(' ');
  const thread = line.slice(0, space);
  const rest = line.slice(space).trimStart();
  if (rest.endsWith('<unfinished ...>')) {
    begun.set(thread, rest.slice(0, -'<unfinished ...>'.length));
    return undefined;
  }
  const resumed = /^<\.\.\. \w+ resumed>/.exec(rest);
  return resumed === null ? rest : (begun.get(thread) ?? '') + rest.slice(resumed[0].length);
}

const aString = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g;

function parseCall(line: string): SystemCall | undefined {
  const open = line.indexOf('(');
  const close = line.lastIndexOf(') ');
  const result = /^\) += (-?\d+)/.exec(line.slice(close));
  // Signals and the ends of processes are no calls; a call that failed or never ended changed nothing.
  if (open <= 0 || result === null || Number(result[1]) < 0) return undefined;
  const strings: Buffer[] = [];
  const words = line
    .slice(open + 1, close)
    .replaceAll(aString, (_all, hex: string, cut: string | undefined) => {
      invariant(cut === undefined, 'strace was told to print every string in full');
      strings.push(bytesOf(hex));
      return '""';
    })
    .split(', ');
  const descriptor = /^(\d+)(?:<(.*)>)?$/.exec(words[0] ?? '');
  return {
    name: line.slice(0, open),
    descriptor: descriptor === null ? undefined : Number(descriptor[1]),
    path: bytesOf(descriptor?.[2] ?? '').toString(),
    strings,
    words,
    result: Number(result[1]),
  };
}

function bytesOf(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}
