import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from './project-paths.ts';
import { buildEnvironment, runCommand } from './run-command.ts';
import { readIfThere } from './read-if-there.ts';

/** What the installed Electron says about itself; natives are chosen by this, never by platform name. */
export interface ElectronFacts {
  readonly executable: string;
  readonly electronVersion: string;
  readonly nodeVersion: string;
  readonly nodeApiVersion: number;
  /** The number that ABI-bound native parts are built for. */
  readonly moduleVersion: string;
}

const PROBE_MS_MAX = 30_000;

/** The executable that `node_modules/electron` would start, or undefined when there is none yet. */
export async function electronExecutable(): Promise<string | undefined> {
  const pathFile = projectPath('node_modules', 'electron', 'path.txt');
  const name = await readIfThere(pathFile);
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override === undefined && name === undefined) return undefined;
  const folder = override ?? projectPath('node_modules', 'electron', 'dist');
  const executable = path.join(folder, name ?? 'electron');
  return existsSync(executable) ? executable : undefined;
}

/** Starts the installed Electron as plain Node and asks; undefined when there is none or it cannot start. */
export async function electronFacts(): Promise<ElectronFacts | undefined> {
  const executable = await electronExecutable();
  if (executable === undefined) return undefined;
  const script = 'console.log(JSON.stringify(process.versions))';
  const asked = await runCommand(executable, ['-e', script], {
    env: buildEnvironment({ ELECTRON_RUN_AS_NODE: '1' }),
    timeoutMs: PROBE_MS_MAX,
  });
  return asked.code === 0 ? parseFacts(executable, asked.stdout) : undefined;
}

function parseFacts(executable: string, text: string): ElectronFacts | undefined {
  // Our own script printed this one line on the Electron just asked, so its shape is known.
  const versions = JSON.parse(text) as Partial<Record<string, string>>;
  const { electron, node, napi, modules } = versions;
  if (!electron || !node || !napi || !modules) return undefined;
  return {
    executable,
    electronVersion: electron,
    nodeVersion: node,
    nodeApiVersion: Number(napi),
    moduleVersion: modules,
  };
}
