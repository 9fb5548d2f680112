import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { SetupProblem } from './step.ts';
import { readIfThere } from './read-if-there.ts';

const MARKER = '.complete.json';
const STAGING_PREFIX = 'staging-';
const STAGING_AGE_MS_MAX = 24 * 60 * 60_000;

/** The folder shared by all checkouts on this machine: what is slow to make is made once per version. */
export function machineCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['VAFA_CACHE_DIR']) return path.resolve(env['VAFA_CACHE_DIR']);
  return path.join(env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'vafa');
}

/** The folder of a finished cache entry, or undefined when it is absent, cut off or was changed since. */
export async function findCached(name: string): Promise<string | undefined> {
  const folder = path.join(machineCacheFolder(), name);
  const recorded = await readIfThere(path.join(folder, MARKER));
  if (recorded === undefined) return undefined;
  return recorded === JSON.stringify(await measure(folder)) ? folder : undefined;
}

/**
 * Returns the cache entry, making it first when needed. `make` fills an empty staging folder, which takes
 * its final name only when complete, so an attempt that was interrupted is never mistaken for a result.
 */
export async function obtainCached(
  name: string,
  make: (staging: string) => Promise<Result<void, SetupProblem>>,
): Promise<Result<string, SetupProblem>> {
  const found = await findCached(name);
  if (found !== undefined) return ok(found);
  const prepared = await prepareStaging();
  if (!prepared.ok) return prepared;
  const staging = prepared.value;
  try {
    const made = await make(staging);
    if (!made.ok) return err(made.error);
    await writeFile(path.join(staging, MARKER), JSON.stringify(await measure(staging)));
    await moveIntoPlace(staging, name);
    return ok(path.join(machineCacheFolder(), name));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function prepareStaging(): Promise<Result<string, SetupProblem>> {
  const cache = machineCacheFolder();
  try {
    await mkdir(cache, { recursive: true });
    await removeOldStagings(cache);
    return ok(await mkdtemp(path.join(cache, STAGING_PREFIX)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = `Nothing can be written to ${cache} (${reason}). Set VAFA_CACHE_DIR to a folder of yours.`;
    return err({ code: 'cacheNotWritable', advice });
  }
}

async function moveIntoPlace(staging: string, name: string): Promise<void> {
  const target = path.join(machineCacheFolder(), name);
  if ((await findCached(name)) !== undefined) return; // another checkout finished the same thing first
  if (existsSync(target)) {
    const discarded = await mkdtemp(path.join(machineCacheFolder(), STAGING_PREFIX));
    await rename(target, path.join(discarded, 'broken'));
    await rm(discarded, { recursive: true, force: true });
  }
  await rename(staging, target);
}

async function measure(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== MARKER);
  const sizes = await Promise.all(files.map((file) => stat(path.join(file.parentPath, file.name))));
  return { files: files.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

async function removeOldStagings(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(STAGING_PREFIX)) continue;
    const folder = path.join(cache, name);
    const info = await stat(folder).catch(() => undefined); // its owner may be removing it right now
    if (info && Date.now() - info.mtimeMs > STAGING_AGE_MS_MAX)
      await rm(folder, { recursive: true, force: true });
  }
}
