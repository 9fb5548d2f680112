import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { err, ok } from '#shared/kernel/result.ts';
import { findCached, machineCacheFolder, obtainCached } from '#tools/setup/machine-cache.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vafa-cache-'));
  vi.stubEnv('VAFA_CACHE_DIR', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const making = (content: string) => async (staging: string) => {
  await writeFile(path.join(staging, 'part.node'), content);
  return ok(undefined);
};

it('makes an entry once and finds it afterwards', async () => {
  await obtainCached('part-1', making('first'));
  const again = await obtainCached('part-1', making('second'));
  expect(again).toEqual(ok(path.join(folder, 'part-1')));
  expect(await readFile(path.join(folder, 'part-1', 'part.node'), 'utf8')).toBe('first');
});

it('makes an entry again when one of its files was cut off', async () => {
  await obtainCached('part-1', making('first'));
  await truncate(path.join(folder, 'part-1', 'part.node'), 2);
  expect(await findCached('part-1')).toBeUndefined();
  await obtainCached('part-1', making('second'));
  expect(await readFile(path.join(folder, 'part-1', 'part.node'), 'utf8')).toBe('second');
});

it('leaves nothing behind when making fails', async () => {
  const problem = { code: 'electronMissing', advice: 'no network' } as const;
  const made = await obtainCached('part-1', async (staging) => {
    await writeFile(path.join(staging, 'half'), 'half');
    return err(problem);
  });
  expect(made).toEqual(err(problem));
  expect(await readdir(folder)).toEqual([]);
});

it('names the folder when nothing can be written there', async () => {
  await writeFile(path.join(folder, 'file'), '');
  vi.stubEnv('VAFA_CACHE_DIR', path.join(folder, 'file', 'below'));
  const made = await obtainCached('part-1', making('first'));
  expect(made).toMatchObject({ ok: false, error: { code: 'cacheNotWritable' } });
});

it('keeps to the usual cache folder of the system when none is named', () => {
  expect(machineCacheFolder({ XDG_CACHE_HOME: '/var/cache' })).toBe(path.join('/var/cache', 'vafa'));
});
