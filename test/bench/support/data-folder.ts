/** Data folders of the demo chain at any number of members: seeded once for each machine, copied for each run. */

import { createHash } from 'node:crypto';
import { constants, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { tillKeyBytes } from '#electron/till/node-ports.ts';
import type { TillKeyBytes } from '#electron/till/node-ports.ts';
import { tillKeysSchema } from '#shared/contracts/supervision.ts';
import type { TillKeys } from '#shared/contracts/supervision.ts';
import { isoDateSchema } from '#shared/contracts/brands.ts';
import { ok } from '#shared/kernel/result.ts';
import { createProgressLine } from '#tools/demo/progress-line.ts';
import { seedDataFolder } from '#tools/demo/seed-data-folder.ts';
import { machineCacheFolder, obtainCached } from '#tools/setup/machine-cache.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

/** Whatever these hold decides what a seeded folder holds. */
const sources = ['tools/demo', 'electron/till/db/migrations'] as const;
const writers = [
  'electron/till/cache/build-cache.ts',
  'electron/till/db/stores/bulk-load.ts',
  'electron/till/db/stores/chain-writer.ts',
  'electron/till/db/stores/member-rows.ts',
  'electron/till/db/stores/facts-text.ts',
  'electron/till/db/stores/member-writer.ts',
  'electron/till/db/stores/visit-bytes.ts',
].map((file) => projectPath(file));
const birthdayOn = isoDateSchema.parse('2026-11-21');

export type BenchFolder = {
  readonly dataDir: string;
  readonly memberCount: number;
  readonly keys: TillKeys;
  readonly keyBytes: TillKeyBytes;
  readonly remove: () => void;
};

/** A copy that this run may change, on the same disk as the machine's cache folder. */
export async function copyOfDataFolder(memberCount: number): Promise<BenchFolder> {
  const seeded = await seededFolder(memberCount);
  const dataDir = mkdtempSync(path.join(machineCacheFolder(), 'bench-run-'));
  // Where the file system can share blocks, the copy costs nothing.
  cpSync(seeded, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const keys = tillKeysSchema.parse(JSON.parse(readFileSync(path.join(dataDir, 'till.key'), 'utf8')));
  return {
    dataDir,
    memberCount,
    keys,
    keyBytes: tillKeyBytes(keys),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** Never to be opened itself: a changed entry of the machine's cache is taken for a broken one and made again. */
async function seededFolder(memberCount: number): Promise<string> {
  const name = `bench-members-${memberCount}-${hashOfSources()}`;
  const obtained = await obtainCached(name, async (staging) => {
    const progress = createProgressLine(`Seeding ${memberCount.toLocaleString('en')} members`, memberCount);
    const seeded = await seedDataFolder({
      dataDir: staging,
      memberCount,
      birthdayOn,
      onMember: progress.reached,
    });
    progress.end();
    if (!seeded.ok) throw new Error(`seeding failed: ${seeded.error.code}`);
    return ok(undefined);
  });
  if (!obtained.ok) throw new Error(obtained.error.advice);
  return obtained.value;
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(birthdayOn);
  const files = sources.flatMap((folder) =>
    readdirSync(projectPath(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [...files, ...writers].toSorted()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
