/** The shell around a subcommand: its value goes to standard output, its failure to standard error and the exit code. */

import { cleanText } from '#shared/domain/text.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Result } from '#shared/kernel/result.ts';
import { errors } from '#renderer/strings/en/errors.ts';
import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

export type CommandFailure = { readonly error: AppError; readonly exitCode: ExitCode };

/** What a command has to print on standard output (whole lines or nothing), or why it failed. */
export type CommandOutcome = Result<string, CommandFailure>;

/** Runs one subcommand to its end. A thrown bug is printed with its stack and ends with its own exit code. */
export async function runCommand(action: () => CommandOutcome | Promise<CommandOutcome>): Promise<void> {
  try {
    const outcome = await action();
    if (outcome.ok) {
      process.stdout.write(outcome.value);
      return;
    }
    process.stderr.write(failureText(outcome.error.error));
    process.exitCode = outcome.error.exitCode;
  } catch (bug) {
    // The edge of the process: whatever reaches it is a bug, and the person who ran the command must see it.
    process.stderr.write(`internal: ${errors.internal.sentence}\n${stackOf(bug)}\n`);
    process.exitCode = exitCodes.bug;
  }
}

/** `code: sentence (name: value; …)` and the next step, each on its own line. */
export function failureText(error: AppError): string {
  const { sentence, nextStep } = errors[error.code];
  const used = new Set<string>();
  const filled = `${error.code}: ${fill(sentence, error, used)}`;
  const step = fill(nextStep, error, used);
  const rest = Object.entries(error.details).filter(([name]) => !used.has(name));
  const facts = rest.map(([name, value]) => `${name}: ${cleanText(String(value))}`).join('; ');
  return `${filled}${facts === '' ? '' : ` (${facts})`}\nNext step: ${step}\n`;
}

function fill(text: string, error: AppError, used: Set<string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(error.details, name)) return whole;
    used.add(name);
    return cleanText(String(error.details[name]));
  });
}

function stackOf(bug: unknown): string {
  return bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
}
