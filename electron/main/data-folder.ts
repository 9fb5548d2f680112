/** Small files in the till's data folder, written whole or not at all. */

import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export type DataFolder = {
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  readonly has: (name: string) => Promise<boolean>;
  /** Refuses to replace a file. */
  readonly create: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly replace: (name: string, bytes: Uint8Array) => Promise<void>;
};

/** Rejects with the system's error; a missing file alone is an answer. Only one process may write in the folder. */
export function openDataFolder(folder: string): DataFolder {
  const read = (name: string): Promise<Uint8Array | undefined> =>
    readFile(path.join(folder, name)).catch(undefinedIfMissing);
  const has = (name: string): Promise<boolean> =>
    access(path.join(folder, name)).then(
      () => true,
      (error: unknown) => undefinedIfMissing(error) ?? false,
    );
  const replace = (name: string, bytes: Uint8Array): Promise<void> => writeWhole(folder, name, bytes);
  const create = async (name: string, bytes: Uint8Array): Promise<void> => {
    // Enough against ourselves: the lock on the folder keeps every other till out.
    if (await has(name)) throw Object.assign(new Error(`${name} exists already`), { code: 'EEXIST' });
    await writeWhole(folder, name, bytes);
  };
  return { read, has, create, replace };
}

async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, name);
  const incoming = `${target}.incoming`;
  await rm(incoming, { force: true }); // what a start that was cut off left behind
  const file = await open(incoming, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(incoming, target);
  await syncFolder(folder);
}

/** Makes the new name itself durable; Windows cannot open a folder and does this by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
