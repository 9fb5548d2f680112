/** The shell's own record: one JSON line for each thing that happened, on standard error, without personal data. */

export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;

export function createLog(write: (line: string) => void): Log {
  return (event, facts = {}) => write(`${JSON.stringify({ process: 'main', event, ...facts })}\n`);
}
