/** `vafa score --replay`: a booked sale scored again, from a till's own ledger. */

import path from 'node:path';
import { ledgerFileName } from '#electron/main/keep-keys.ts';
import { replayEntry } from '#electron/till/ledger-replay.ts';
import type { Replay } from '#electron/till/ledger-replay.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { exitCodes } from './exit-codes.ts';
import { exitCodeOf, withLedger } from './open-ledger.ts';
import type { CommandOutcome } from './run-command.ts';

export type ReplayOptions = {
  /** The entry: its id, its number, or the number of its receipt. */
  readonly replay: string;
  /** Data folder of the till. */
  readonly data: string;
  readonly keyFile?: string;
};

/** Prints the answer whichever way the comparison went; a difference ends with `brokenFound`. */
export async function replay({ replay: entry, data, keyFile }: ReplayOptions): Promise<CommandOutcome> {
  const file = path.join(data, ledgerFileName);
  const replayed = await withLedger(file, keyFile, (db) => replayEntry(db, entry, { sha256, utf8 }));
  if (!replayed.ok) return replayed;
  if (!replayed.value.ok) {
    const { error } = replayed.value;
    return err({ error, exitCode: exitCodeOf(error) });
  }
  return outcomeOf(replayed.value.value);
}

function outcomeOf(found: Replay): CommandOutcome {
  const text = `${JSON.stringify(found, undefined, 2)}\n`;
  if (found.isSame) return ok(text);
  // The answer is wanted whichever way the comparison went: it says what differs.
  process.stdout.write(text);
  const { entryId, differing } = found;
  const error = appError('ledger_broken', { entryId, differing: differing.join(', ') });
  return err({ error, exitCode: exitCodes.brokenFound });
}
