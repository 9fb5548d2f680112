/**
 * HQ's log: one JSON line for each event on standard output. It carries ids, codes and numbers only. Bodies, query
 * strings, names, phone numbers and messages of the database never get in: there is no way to hand them over by accident
 * except as a fact, and facts are ids.
 */

import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { InvariantError } from '#shared/kernel/invariant.ts';

/** Names and values without personal data: ids, codes, counts, durations. */
export type LogFacts = Readonly<Record<string, string | number | boolean>>;

export type HqLog = {
  /** Something that happens in the life of a healthy HQ. */
  readonly info: (event: string, facts?: LogFacts) => void;
  /** Something that the owner should know of, but that HQ deals with. */
  readonly warn: (event: string, facts?: LogFacts) => void;
  /** A fault. Of the error only its name, its code and where it was thrown are written. */
  readonly fault: (event: string, error: unknown, facts?: LogFacts) => void;
};

export type LogLevel = 'info' | 'warn' | 'error' | 'silent';

/** Writes to standard output unless given another destination. */
export function createLog(level: LogLevel, destination?: DestinationStream): HqLog {
  const logger = pino({ level, base: null }, destination);
  return {
    info: (event, facts = {}) => logger.info({ event, ...facts }),
    warn: (event, facts = {}) => logger.warn({ event, ...facts }),
    fault: (event, error, facts = {}) => logger.error({ event, ...facts, ...errorFacts(error) }),
  };
}

const framesMax = 8;
const causesMax = 3;

/**
 * Not the message: the database and parsers quote values in theirs. An invariant's message is a sentence of this
 * program's own.
 */
function errorFacts(error: unknown, depth = 0): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const prefix = depth === 0 ? '' : `cause${depth}_`;
  const code = 'code' in error && typeof error.code === 'string' ? { [`${prefix}code`]: error.code } : {};
  const message = error instanceof InvariantError ? { [`${prefix}mustHold`]: error.message } : {};
  const cause = error.cause !== undefined && depth < causesMax ? errorFacts(error.cause, depth + 1) : {};
  return { [`${prefix}error`]: error.name, ...code, ...message, [`${prefix}at`]: framesOf(error), ...cause };
}

/** Only the lines that name a place in a file: the first lines of a stack repeat the message. */
function framesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, framesMax)
    .join(' < ');
}
