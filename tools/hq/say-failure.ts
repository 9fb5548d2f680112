/** A failure of HQ for the person at the command line. */

import type { BackupFailureCode } from '#sync/server/backup/backup-failure.ts';
import type { StartFailureCode } from '#sync/server/start-failure.ts';
import { exitCodes } from '../commands/exit-codes.ts';
import type { ExitCode } from '../commands/exit-codes.ts';

type FailureCode = StartFailureCode | BackupFailureCode;

const inputCodes: readonly FailureCode[] = [
  'backup_damaged',
  'backup_exists',
  'backup_newer',
  'backup_other_keys',
  'backup_unreadable',
  'database_blank',
  'database_newer',
  'database_not_empty',
  'database_version',
  'hq_missing',
  'keys_missing',
  'keys_passphrase_missing',
  'keys_passphrase_wrong',
  'keys_unreadable',
  'tls_unreadable',
];

/** Prints `code: message` on standard error and answers with the exit code that fits. */
export function sayFailure({
  code,
  message,
}: {
  readonly code: FailureCode;
  readonly message: string;
}): ExitCode {
  process.stderr.write(`${code}: ${message}\n`);
  return inputCodes.includes(code) ? exitCodes.badInput : exitCodes.environment;
}
