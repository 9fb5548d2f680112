/** `npm run hq`: what `tools/hq.ts` does, and before HQ runs its pages are built where a source changed since the last time. */

import { buildApp } from './build/build-app.ts';
import { exitWhenToldToStop } from './launch/own-process.ts';

const say = (line: string): void => console.error(line);

/** Of all commands it alone shows pages; it is also the one without a name. */
function runsHq(args: readonly string[]): boolean {
  const [first] = args;
  const isNamed = first !== undefined && !first.startsWith('-');
  return (first === 'run' || !isNamed) && !args.includes('--help') && !args.includes('-h');
}

const leaveStopping = exitWhenToldToStop();
if (runsHq(process.argv.slice(2))) {
  // The tills do not need the pages, so HQ runs without them where they cannot be built, such as in a read-only folder.
  const built = await buildApp(say).catch((error: unknown) => ({ ok: false as const, error }));
  if (!built.ok) say(`The pages of HQ are as they were before, or not there: ${reason(built.error)}`);
}
const { runHqProgram } = await import('./hq/hq-program.ts');
await runHqProgram(leaveStopping);

function reason(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'object' && error !== null && 'advice' in error
    ? String(error.advice)
    : String(error);
}
