import { copyFile, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { electronFacts, type ElectronFacts } from './electron-facts.ts';
import { fetchRegistryPackage, type RegistryPackage } from './fetch-registry-package.ts';
import { obtainCached } from './machine-cache.ts';
import { projectPath } from './project-paths.ts';
import { buildEnvironment, runCommand } from './run-command.ts';
import type { Report, SetupProblem, SetupStep } from './step.ts';

/** The prebuilt part inside the package calls functions that appeared with this version of Node-API. */
const PREBUILT_NODE_API = 10;
const BUILD_MS_MAX = 15 * 60_000;
const PACKAGES = ['better-sqlite3', 'node-addon-api'] as const;

/** Carries the C headers of a Node that speaks Node-API 9, as Electron 33 does. */
const nodeHeaders: RegistryPackage = {
  name: `node-${process.platform}-${process.arch}`,
  version: '20.18.1',
};

/** Where the database part built for older Electrons is placed in this checkout. */
export const sqliteBindingFile = projectPath('.cache', 'native', 'better-sqlite3-napi9.node');

/** The file to pass as `nativeBinding` on this Electron, or null where the prebuilt part works. */
export function sqliteBindingFor(facts: ElectronFacts): string | null {
  return facts.nodeApiVersion < PREBUILT_NODE_API ? sqliteBindingFile : null;
}

/** Builds the database's native part where the running Electron is too old for the prebuilt one. */
export function sqliteStep(): SetupStep {
  return {
    thing: "The database's native part",
    doing: "Building the database's native part for this Electron (about 80 s, once on this machine)",
    isThere: async () => {
      const facts = await electronFacts();
      return (
        facts !== undefined && (sqliteBindingFor(facts) === null || (await answers(facts, sqliteBindingFile)))
      );
    },
    provide,
  };
}

/** Opens a database in the real Electron, because a part built wrongly ends the process that loads it. */
async function answers(facts: ElectronFacts, nativeBinding: string): Promise<boolean> {
  const script = `new (require('better-sqlite3'))(':memory:', ${JSON.stringify({ nativeBinding })}).pragma('cipher')`;
  const asked = await runCommand(facts.executable, ['-e', script], {
    cwd: projectPath(),
    env: buildEnvironment({ ELECTRON_RUN_AS_NODE: '1' }),
  });
  return asked.code === 0;
}

async function provide(report: Report): Promise<Result<void, SetupProblem>> {
  const manifest = await readFile(projectPath('node_modules', 'better-sqlite3', 'package.json'), 'utf8');
  // A package manifest always has a version; npm would not have installed it otherwise.
  const { version } = JSON.parse(manifest) as { version: string };
  const name = `better-sqlite3-${version}-napi9-${process.platform}-${process.arch}-1`;
  const cached = await obtainCached(name, (staging) => build(staging, report));
  if (!cached.ok) return cached;
  await mkdir(path.dirname(sqliteBindingFile), { recursive: true });
  const incoming = `${sqliteBindingFile}.${process.pid}`;
  await copyFile(path.join(cached.value, 'better_sqlite3.node'), incoming);
  await rename(incoming, sqliteBindingFile);
  const facts = await electronFacts();
  if (facts && (await answers(facts, sqliteBindingFile))) return ok(undefined);
  return problem(`${cached.value} does not load in this Electron. Remove it and run the same command again.`);
}

async function build(staging: string, report: Report): Promise<Result<void, SetupProblem>> {
  report('fetching the headers of Node 20');
  const headers = await fetchRegistryPackage(nodeHeaders, staging);
  if (!headers.ok) return problem(headers.error);
  for (const name of PACKAGES) {
    await cp(projectPath('node_modules', name), path.join(staging, 'node_modules', name), {
      recursive: true,
    });
  }
  const source = path.join(staging, 'node_modules', 'better-sqlite3');
  report('compiling');
  const gyp = projectPath('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers.value}`, '-j', 'max'];
  const built = await runCommand(process.execPath, args, {
    cwd: source,
    timeoutMs: BUILD_MS_MAX,
    env: buildEnvironment({
      CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    }),
  });
  if (built.code !== 0) {
    return problem(
      `The compiler failed (C++ compiler, make and python3 are needed):\n${built.stderr.slice(-2000)}`,
    );
  }
  await rename(
    path.join(source, 'build', 'Release', 'better_sqlite3.node'),
    path.join(staging, 'better_sqlite3.node'),
  );
  await rm(path.join(staging, 'node_modules'), { recursive: true });
  await rm(headers.value, { recursive: true });
  return ok(undefined);
}

function problem(advice: string): Result<never, SetupProblem> {
  return err({ code: 'databasePartMissing', advice });
}
