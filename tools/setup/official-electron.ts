import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineCacheFolder } from './machine-cache.ts';
import { projectPath } from './project-paths.ts';
import { buildEnvironment } from './run-command.ts';

/** A server that is refused or silent for this long is not asked again. */
const SILENCE_MS_MAX = 15_000;
const POLL_MS = 500;

/**
 * Lets Electron's own installer fetch the pinned version, once. Gives up when no byte arrives for 15 s, so
 * a closed network costs no more than that, while a slow line may take the time it needs. True on success.
 */
export async function downloadOfficialElectron(): Promise<boolean> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'vafa-electron-'));
  const installer = spawn(process.execPath, [projectPath('node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
    env: buildEnvironment({
      TMPDIR: temporary,
      ELECTRON_GET_NO_PROGRESS: '1',
      electron_config_cache: path.join(machineCacheFolder(), 'electron-downloads'),
    }),
  });
  const ended = new Promise<boolean>((resolve) => {
    installer.on('error', () => resolve(false));
    installer.on('exit', (code) => resolve(code === 0));
  });
  try {
    return await Promise.race([ended, silence(temporary, ended)]);
  } finally {
    installer.kill('SIGKILL');
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Resolves to false once neither the download nor the unpacked folder has grown for the longest silence. */
async function silence(temporary: string, ended: Promise<boolean>): Promise<false> {
  const watched = [temporary, projectPath('node_modules', 'electron', 'dist')];
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  let bytesBefore = -1;
  let grewAtMs = performance.now();
  while (isRunning && performance.now() - grewAtMs < SILENCE_MS_MAX) {
    const sizes = await Promise.all(watched.map(bytesIn));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > bytesBefore) {
      bytesBefore = bytes;
      grewAtMs = performance.now();
    }
    await sleep(POLL_MS);
  }
  return false;
}

/** Files come and go while the installer works; one that vanished between listing and asking counts as 0. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map((entry) =>
      stat(path.join(entry.parentPath, entry.name)).then(
        (info) => info.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
