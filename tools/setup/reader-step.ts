import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { electronFacts, type ElectronFacts } from './electron-facts.ts';
import { obtainCached } from './machine-cache.ts';
import { projectPath } from './project-paths.ts';
import { registryElectronVersion } from './registry-electron.ts';
import { buildEnvironment, runCommand } from './run-command.ts';
import type { Report, SetupGroup, SetupProblem, SetupStep } from './step.ts';

const PACKAGE = '@pokusew/pcsclite';
const packageFolder = projectPath('node_modules', PACKAGE);
const BUILD_MS_MAX = 5 * 60_000;
/** Electron's headers come from its own server, which a closed network never answers for. */
const ELECTRON_BUILD_MS_MAX = 90_000;

/** The native part is bound to one ABI, so the tools' Node and Electron each get their own file. */
function bindingFile(moduleVersion: string): string {
  const folder = `node-v${moduleVersion}-${process.platform}-${process.arch}`;
  return path.join(packageFolder, 'lib', 'binding', folder, 'pcsclite.node');
}

const failedFile = projectPath('.cache', 'native', 'card-reader-build-failed');

/** True when the card reader's native part loads in the given runtime. */
export async function readerPartLoads(executable: string): Promise<boolean> {
  const asked = await runCommand(executable, ['-e', `require('${PACKAGE}')`], {
    cwd: projectPath(),
    env: buildEnvironment({ ELECTRON_RUN_AS_NODE: '1' }),
  });
  return asked.code === 0;
}

/**
 * Builds the card reader's native part for the tools' Node, and for Electron too where its headers can be
 * had. Without the first, cards can only be simulated; without the second, the service runs under Node.
 */
export function readerStep(groups: readonly SetupGroup[]): SetupStep {
  return {
    thing: "The card reader's native part",
    doing: "Building the card reader's native part (about 10 s)",
    isThere: async () => (await readerPartLoads(process.execPath)) && (await isElectronSettled()),
    provide: async (report) => {
      const built = await provideForNode(report);
      if (!built.ok && groups.includes('test')) return built;
      if (!built.ok) {
        report(built.error.advice);
        report('Going on without it: real card readers will not work until this is solved.');
      }
      if (!(await isElectronSettled())) await tryForElectron(report);
      return ok(undefined);
    },
  };
}

/** True when there is nothing left to try for Electron: it loads, cannot be built, or failed before. */
async function isElectronSettled(): Promise<boolean> {
  const facts = await electronFacts();
  if (facts === undefined || facts.electronVersion === registryElectronVersion) return true;
  const failed = await readFile(failedFile, 'utf8').catch(() => '');
  return failed === facts.electronVersion || (await readerPartLoads(facts.executable));
}

/** One attempt per checkout and Electron version, because it needs Electron's own server. */
async function tryForElectron(report: Report): Promise<void> {
  const facts = await electronFacts();
  if (facts === undefined || (await buildForElectron(facts))) return;
  await mkdir(path.dirname(failedFile), { recursive: true });
  await writeFile(failedFile, facts.electronVersion);
  report('it cannot be built for Electron here; the reader service will run under Node instead');
}

async function provideForNode(report: Report): Promise<Result<void, SetupProblem>> {
  // A build made by npm itself has the ABI of whatever Node ran npm, and would be found first.
  await rm(path.join(packageFolder, 'build'), { recursive: true, force: true });
  const { modules } = process.versions;
  const name = `pcsclite-${await packageVersion()}-node-v${modules}-${process.platform}-${process.arch}-1`;
  const cached = await obtainCached(name, (staging) => buildForNode(staging, report));
  if (!cached.ok) return cached;
  await place(path.join(cached.value, 'pcsclite.node'), bindingFile(modules));
  if (await readerPartLoads(process.execPath)) return ok(undefined);
  return problem(`${cached.value} does not load. Remove it and run the same command again.`);
}

async function buildForNode(staging: string, report: Report): Promise<Result<void, SetupProblem>> {
  const source = await copyPackage(staging);
  report('compiling');
  const gyp = projectPath('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const built = await runCommand(process.execPath, [gyp, 'rebuild', '--release', ...nodeHeaderOption()], {
    cwd: source,
    timeoutMs: BUILD_MS_MAX,
  });
  if (built.code !== 0) {
    return problem(
      `The compiler failed (C++ compiler, make, python3 and the PC/SC headers are needed):\n${built.stderr.slice(-2000)}`,
    );
  }
  await rename(path.join(source, 'build', 'Release', 'pcsclite.node'), path.join(staging, 'pcsclite.node'));
  await rm(path.join(staging, 'node_modules'), { recursive: true });
  return ok(undefined);
}

async function buildForElectron(facts: ElectronFacts): Promise<boolean> {
  const name = `pcsclite-${await packageVersion()}-electron-v${facts.moduleVersion}-${process.platform}-${process.arch}-1`;
  const cached = await obtainCached(name, async (staging) => {
    const source = await copyPackage(staging);
    const rebuild = projectPath('node_modules', '@electron', 'rebuild', 'lib', 'cli.js');
    const args = [
      rebuild,
      '--force',
      '--version',
      facts.electronVersion,
      '--module-dir',
      staging,
      '--only',
      PACKAGE,
    ];
    const built = await runCommand(process.execPath, args, {
      cwd: staging,
      timeoutMs: ELECTRON_BUILD_MS_MAX,
    });
    const file = path.join(source, 'build', 'Release', 'pcsclite.node');
    if (built.code !== 0 || !existsSync(file)) return problem(built.stderr);
    await rename(file, path.join(staging, 'pcsclite.node'));
    await rm(path.join(staging, 'node_modules'), { recursive: true });
    return ok(undefined);
  });
  if (!cached.ok) return false;
  await place(path.join(cached.value, 'pcsclite.node'), bindingFile(facts.moduleVersion));
  return readerPartLoads(facts.executable);
}

async function copyPackage(staging: string): Promise<string> {
  const version = await packageVersion();
  const manifest = { name: 'native', version: '1.0.0', dependencies: { [PACKAGE]: version } };
  await writeFile(path.join(staging, 'package.json'), JSON.stringify(manifest));
  for (const name of [PACKAGE, 'nan', 'bindings', 'file-uri-to-path']) {
    await cp(projectPath('node_modules', name), path.join(staging, 'node_modules', name), {
      recursive: true,
    });
  }
  const source = path.join(staging, 'node_modules', PACKAGE);
  await rm(path.join(source, 'lib', 'binding'), { recursive: true, force: true });
  return source;
}

/** The pinned Node carries its own C headers, except on Windows, where node-gyp fetches them. */
function nodeHeaderOption(): readonly string[] {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const fromNode = createRequire(projectPath('node_modules', 'node', 'package.json'));
  const folder = path.dirname(fromNode.resolve(`${prefix}-${platform}-${process.arch}/package.json`));
  return existsSync(path.join(folder, 'include', 'node')) ? [`--nodedir=${folder}`] : [];
}

async function packageVersion(): Promise<string> {
  const manifest = await readFile(path.join(packageFolder, 'package.json'), 'utf8');
  // A package manifest always has a version; npm would not have installed it otherwise.
  return (JSON.parse(manifest) as { version: string }).version;
}

async function place(source: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const incoming = `${target}.${process.pid}`;
  await copyFile(source, incoming);
  await rename(incoming, target);
}

function problem(advice: string): Result<never, SetupProblem> {
  return err({ code: 'readerPartMissing', advice });
}
