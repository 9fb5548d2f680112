import { homedir } from 'node:os';
import path from 'node:path';
import { electronArguments, isRoot, isWorthShowing, tillEnvironment } from '../launch/launch-till.ts';
import { startOwnProcess } from '../launch/own-process.ts';
import { readRuntimeFile } from '../setup/runtime-file.ts';
import { setupExitCodes, type Report } from '../setup/step.ts';
import { startDemoHq } from './demo-hq.ts';
import type { DemoHq } from './demo-hq.ts';
import { joinDemoTill } from './join-demo-till.ts';

/** A till keeps the address that it joined at, so the demo's HQ is always found at the same one. */
const demoHqPort = 7410;

/** Opens the demo till for a person beside an HQ of its own, until the window is closed; returns the exit code. */
export async function openTill(report: Report): Promise<number> {
  const runtime = await readRuntimeFile();
  if (runtime === undefined) return setupExitCodes.electronMissing;
  const launch = { dataDir: demoFolder('demo'), args: ['--demo', ...process.argv.slice(2)] };
  if (isRoot())
    report('Note: running as root, so the window opens without the browser sandbox (--no-sandbox).');
  const hq = await startBeside(launch.dataDir, report);
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
  const exitCode = await till.ended;
  await hq?.stop();
  return exitCode;
}

/** A till works without an HQ: where none can be started, that is said and nothing else is different. */
async function startBeside(dataDir: string, report: Report): Promise<DemoHq | undefined> {
  report('Starting an HQ beside it (some seconds the first time)…');
  const folder = isRoot() ? '/var/lib/vafa-demo-hq' : demoFolder('demo-hq');
  const started = await startDemoHq({ folder, port: demoHqPort, isDurable: true });
  if (!started.ok) {
    report(`No HQ runs beside the till, which sells all the same. ${started.error}`);
    return undefined;
  }
  const hq = started.value;
  const joined = await joinDemoTill(dataDir, hq);
  if (!joined.ok) report(`The till could not join HQ (${joined.error.code}) and sells alone.`);
  else if (joined.value.hqId !== hq.hqId)
    report(`The till belongs to another HQ, at ${joined.value.url}. Remove ${dataDir} to begin anew.`);
  else report(`HQ runs at ${hq.url}, and the till belongs to it. Its data is kept in ${folder}.`);
  report(`HQ's pages, in a browser: ${hq.url}/console/`);
  const link = await hq.firstLink();
  if (link !== null) report(link.trim());
  return hq;
}

/** PostgreSQL does not run as root, and its user may not enter root's own folders: HQ's is elsewhere then. */
function demoFolder(name: 'demo' | 'demo-hq'): string {
  const base = process.env['XDG_DATA_HOME'] || path.join(homedir(), '.local', 'share');
  return path.join(base, 'vafa', name);
}
