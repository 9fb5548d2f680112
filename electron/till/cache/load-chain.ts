/** Fills the cache from a chain's data: built beside the old cache, then put in its place. */

import { appError } from '#shared/contracts/error-codes.ts';
import { err } from '#shared/kernel/result.ts';
import { buildCache } from './build-cache.ts';
import type { CacheContent, CachePlace, CacheTools, LoadOutcome } from './build-cache.ts';
import { swapCache } from './cache-files.ts';
import { InvalidMember, chainFilesHash, readChainFiles } from './chain-files.ts';

/** The whole way, for a till that is not running. An error leaves the old cache as it was. */
export async function loadChain(
  place: CachePlace,
  content: CacheContent,
  tools: CacheTools,
): Promise<LoadOutcome> {
  const built = await buildCache(place, content, tools);
  if (built.ok) swapCache(place.dataDir);
  return built;
}

export type CacheSource = { readonly dir: string; readonly demo: boolean };

/** Builds from a folder of files and leaves the swap to whoever has the old cache open. */
export async function buildFromFiles(
  place: CachePlace,
  source: CacheSource,
  tools: CacheTools,
): Promise<LoadOutcome> {
  const files = await readChainFiles(source.dir, tools);
  if (!files.ok) return files;
  const sourceHash = (await chainFilesHash(source.dir)) ?? '';
  try {
    return await buildCache(place, { ...files.value, sourceHash, demo: source.demo }, tools);
  } catch (error) {
    if (!(error instanceof InvalidMember)) throw error;
    return err(appError('member_invalid', { file: 'members.ndjson', line: error.line }));
  }
}
