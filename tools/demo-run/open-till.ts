import { homedir } from 'node:os';
import path from 'node:path';
import { electronArguments, isRoot, isWorthShowing, tillEnvironment } from '../launch/launch-till.ts';
import type { TillLaunch } from '../launch/launch-till.ts';
import { startOwnProcess } from '../launch/own-process.ts';
import { whenToldToStop } from '../launch/told-to-stop.ts';
import { readRuntimeFile } from '../setup/runtime-file.ts';
import { setupExitCodes, type Report } from '../setup/step.ts';
import { startDemoHq } from './demo-hq.ts';
import type { DemoHq } from './demo-hq.ts';
import { joinDemoTill } from './join-demo-till.ts';

/** A till keeps the address that it joined at, so the demo's HQ is always found at the same one. */
const demoHqPort = 7410;
const DATA_DIR = '--data-dir=';
const STOPPED = 143;

/**
 * Opens a till for a person until the window is closed or this run is told to stop; returns the exit code. The demo's till
 * is opened beside an HQ of its own; one in a folder that was named has its own HQ, or none, and is opened alone.
 */
export async function openTill(args: readonly string[], report: Report): Promise<number> {
  const stopping = new AbortController();
  whenToldToStop(() => stopping.abort());
  const runtime = await readRuntimeFile();
  if (runtime === undefined) return setupExitCodes.electronMissing;
  const { folder, others } = namedFolder(args);
  const launch = { dataDir: folder ?? demoFolder('demo'), args: ['--demo', ...others] };
  if (isRoot())
    report('Note: running as root, so the window opens without the browser sandbox (--no-sandbox).');
  const hq = folder === undefined ? await startBeside(launch.dataDir, report) : undefined;
  try {
    if (stopping.signal.aborted) return STOPPED;
    report(
      folder === undefined
        ? `Opening the till with the demo chain. Its data is kept in ${launch.dataDir}.`
        : `Opening the till of ${launch.dataDir}, and no HQ beside it.`,
    );
    return await runTill(launch, { executable: runtime.electronExecutable, stopping, report });
  } finally {
    await hq?.stop();
  }
}

/** The folder after `--data-dir=`, as seen from where the command was typed, and all other arguments. */
export function namedFolder(
  args: readonly string[],
  typedIn = process.env['INIT_CWD'] ?? process.cwd(),
): { readonly folder: string | undefined; readonly others: readonly string[] } {
  const named = args.findLast((arg) => arg.startsWith(DATA_DIR))?.slice(DATA_DIR.length);
  return {
    folder: named === undefined || named === '' ? undefined : path.resolve(typedIn, named),
    others: args.filter((arg) => !arg.startsWith(DATA_DIR)),
  };
}

type TillRun = {
  readonly executable: string;
  readonly stopping: AbortController;
  readonly report: Report;
};

/** Told to stop, the till closes as if its window had been closed, and is waited for. */
async function runTill(launch: TillLaunch, { executable, stopping, report }: TillRun): Promise<number> {
  const till = startOwnProcess(executable, electronArguments(launch), {
    env: tillEnvironment(launch),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stopping.signal.addEventListener('abort', () => void till.stop());
  for (const stream of [till.child.stdout, till.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(isWorthShowing)) report(line);
    });
  }
  const exitCode = await till.ended;
  // What its processes left behind goes too.
  await till.stop();
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
