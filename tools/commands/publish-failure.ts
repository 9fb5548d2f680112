/** What can go wrong with publishing from the command line. */

import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

export type PublishFailure = {
  /** A word for scripts: one of ours, or HQ's own. */
  readonly code: string;
  /** One sentence, and what to do. */
  readonly message: string;
};

const environmentCodes: readonly string[] = ['hq_not_reached', 'file_unwritable', 'rate_limited', 'busy'];

/** Prints `code: message` on standard error and answers with the exit code that fits. */
export function sayPublishFailure({ code, message }: PublishFailure): ExitCode {
  process.stderr.write(`${code}: ${message}\n`);
  return environmentCodes.includes(code) ? exitCodes.environment : exitCodes.badInput;
}
