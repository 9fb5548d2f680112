/** Exit codes of the `vafa` command, the same for every subcommand. */

export const exitCodes = {
  ok: 0,
  /** A fault in the program itself. */
  bug: 1,
  /** An option is missing, unknown or has no usable form. */
  usage: 2,
  /** A file or an instant given by hand cannot be used. */
  badInput: 3,
  /** What was checked is broken: the command worked, the answer is bad news. */
  brokenFound: 4,
  /** Something outside is missing: a reader, a key, disk space. */
  environment: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const meanings: Record<keyof typeof exitCodes, string> = {
  ok: 'done',
  bug: 'a fault in this program',
  usage: 'wrong use: an option is missing or unknown',
  badInput: 'a given file or instant is unreadable or malformed; nothing was touched',
  brokenFound: 'what was checked is broken',
  environment: 'something outside is missing: a reader, a service, a key, disk space',
};

/** Text for the end of a `--help`: the given exit codes, or all of them. */
export function exitCodesHelp(
  names: readonly (keyof typeof exitCodes)[] = [
    'ok',
    'bug',
    'usage',
    'badInput',
    'brokenFound',
    'environment',
  ],
): string {
  const rows = names.map((name) => `  ${exitCodes[name]}  ${meanings[name]}`);
  return ['', 'Exit codes:', ...rows, ''].join('\n');
}
