import { homedir } from 'node:os';
import path from 'node:path';
import { electronArguments, isRoot, isWorthShowing, tillEnvironment } from '../launch/launch-till.ts';
import { startOwnProcess } from '../launch/own-process.ts';
import { readRuntimeFile } from '../setup/runtime-file.ts';
import { setupExitCodes, type Report } from '../setup/step.ts';

/** Opens the demo till for a person and stays until the window is closed; returns the exit code. */
export async function openTill(report: Report): Promise<number> {
  const runtime = await readRuntimeFile();
  if (runtime === undefined) return setupExitCodes.electronMissing;
  const launch = { dataDir: demoFolder(), args: ['--demo', ...process.argv.slice(2)] };
  if (isRoot())
    report('Note: running as root, so the window opens without the browser sandbox (--no-sandbox).');
  report(`Opening the till with the demo chain. Its data is kept in ${launch.dataDir}.`);
  const till = startOwnProcess(runtime.electronExecutable, electronArguments(launch), {
    env: tillEnvironment(launch),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [till.child.stdout, till.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(isWorthShowing)) report(line);
    });
  }
  // Asked to end, the till closes as if its window had been closed. A signal may come twice (a terminal sends it to
  // every process of a command): the second one must not end this process before the till is down.
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void (stopping ??= till.stop()));
  }
  return till.ended;
}

function demoFolder(): string {
  const base = process.env['XDG_DATA_HOME'] || path.join(homedir(), '.local', 'share');
  return path.join(base, 'vafa', 'demo');
}
