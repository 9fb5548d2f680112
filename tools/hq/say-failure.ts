/** A failure of HQ for the person at the command line. */

import type { StartFailure, StartFailureCode } from '#sync/server/start-failure.ts';
import { exitCodes } from '../commands/exit-codes.ts';
import type { ExitCode } from '../commands/exit-codes.ts';

const inputCodes: readonly StartFailureCode[] = [
  'database_newer',
  'database_version',
  'keys_unreadable',
  'keys_passphrase_wrong',
  'keys_passphrase_missing',
];

/** Prints `code: message` on standard error and answers with the exit code that fits. */
export function sayFailure({ code, message }: StartFailure): ExitCode {
  process.stderr.write(`${code}: ${message}\n`);
  return inputCodes.includes(code) ? exitCodes.badInput : exitCodes.environment;
}
