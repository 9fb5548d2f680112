import path from 'node:path';
import { type ElectronApplication, _electron, errors, type Page } from '@playwright/test';
import { readRuntimeFile } from '../setup/runtime-file.ts';
import { projectRoot } from '../setup/project-paths.ts';

/** What a launch may choose; everything else is the same for demo, tests and benchmarks. */
export interface TillLaunch {
  /** The till's own folder; two tills at a time need two folders. */
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Switches of the till, as in `--demo` or `--lang=fa`. */
  readonly args?: readonly string[];
  /** Sees each line that the till's processes print, without the known noise of a bare system. */
  readonly onLine?: (line: string) => void;
}

/** A till that runs, driven by Playwright. */
export interface LaunchedTill {
  readonly app: ElectronApplication;
  /** The cashier's page, loaded. */
  readonly page: Page;
  /** Closes the till as a person would, and kills it when it does not close in time. */
  readonly stop: () => Promise<void>;
}

const START_MS_MAX = 40_000;
const ATTEMPTS_MAX = 3;
const STOP_MS_MAX = 10_000;

/** Chromium's complaints about services that a server without a desktop does not run; all harmless. */
const noise =
  /dbus|D-Bus|ERROR:(gpu|viz|gl_|angle|vaapi|bus|object_proxy)|Failed to (connect to the bus|call method)|GLib-GIO|Gtk-WARNING|libva|Debugger (listening|attached|ending)|For help, see|^\s*$/i;

/** The arguments that every start of this Electron needs on this machine. */
export function electronArguments(launch: TillLaunch): readonly string[] {
  return [
    ...(isRoot() ? ['--no-sandbox'] : []),
    // Chromium's own files and the single-instance lock: beside the till's, so two folders are two tills.
    `--user-data-dir=${path.join(launch.dataDir, 'browser')}`,
    projectRoot,
    `--data-dir=${launch.dataDir}`,
    ...(launch.args ?? []),
  ];
}

/** Chromium refuses its sandbox to the administrator's account; only then is it switched off. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The environment of the till's processes. */
export function tillEnvironment(launch: TillLaunch): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
  );
  return { ...Object.fromEntries(inherited), ...launch.env };
}

/** Starts the built till and waits for its page; throws when the set-up was not run or no page appears. */
export async function launchTill(launch: TillLaunch): Promise<LaunchedTill> {
  const runtime = await readRuntimeFile();
  if (runtime === undefined) throw new Error('Run the set-up first: node tools/bootstrap.mjs setup');
  const onLine = launch.onLine ?? (() => undefined);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await driveTill(runtime.electronExecutable, launch, onLine);
    } catch (error) {
      // The driver now and then misses a window that is there, most of all on a busy machine. A till without one fails
      // every time.
      if (!(error instanceof errors.TimeoutError) || attempt === ATTEMPTS_MAX) throw error;
      onLine(`The driver reached no window in ${START_MS_MAX / 1000} s and starts the till once more.`);
    }
  }
}

async function driveTill(
  executablePath: string,
  launch: TillLaunch,
  onLine: (line: string) => void,
): Promise<LaunchedTill> {
  const app = await _electron.launch({
    executablePath,
    // Virtual displays have no graphics card; drawing without one also looks the same on every machine.
    args: ['--disable-gpu', ...electronArguments(launch)],
    cwd: projectRoot,
    env: tillEnvironment(launch),
    timeout: START_MS_MAX,
  });
  relayLines(app, onLine);
  try {
    const page = await app.firstWindow({ timeout: START_MS_MAX });
    await page.waitForLoadState('load');
    return { app, page, stop: () => stopTill(app) };
  } catch (error) {
    await stopTill(app);
    throw error;
  }
}

/** True for a line that a person should see. */
export function isWorthShowing(line: string): boolean {
  return !noise.test(line);
}

function relayLines(app: ElectronApplication, onLine: (line: string) => void): void {
  for (const stream of [app.process().stdout, app.process().stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (isWorthShowing(line)) onLine(line);
    });
  }
}

async function stopTill(app: ElectronApplication): Promise<void> {
  const child = app.process();
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return; // it ended by itself
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  await app.close();
  clearTimeout(timer);
}
