/** A till that comes to HQ under a new name begins a new ledger: the files of before make way, whole, and are kept for ever. */

import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { syncFolder } from '../db/finish-copy.ts';

export type FormerFiles = {
  readonly dataDir: string;
  /** Where the journal lies when it is not in the data folder. */
  readonly journalDir?: string | undefined;
  /** The folder's name, below `former` in the data folder. */
  readonly former: string;
};

/** Ledger, open basket and copies, with everything that lies beside them. */
const movedFiles = /^(ledger\.db|drafts\.db)/;
const movedFolders = ['journal', 'backups'];

/** Each file by one rename, so that a power cut leaves some here and some there: the same call goes on from there. */
export function moveFormerFiles({ dataDir, journalDir, former }: FormerFiles): void {
  const target = path.join(dataDir, 'former', former);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const names = readdirSync(dataDir).filter((name) => movedFiles.test(name) || movedFolders.includes(name));
  // The ledger goes last: as long as it is here, nothing new is begun in its place.
  for (const name of names.toSorted((left, right) => rank(left) - rank(right))) {
    renameSync(path.join(dataDir, name), freePath(path.join(target, name)));
  }
  if (journalDir !== undefined && existsSync(journalDir)) {
    // It may lie on another disk, where nothing can be renamed from.
    renameSync(journalDir, freePath(`${journalDir}-${former}`));
    syncFolder(path.dirname(journalDir));
  }
  syncFolder(target);
  syncFolder(dataDir);
}

function rank(name: string): number {
  return name === 'ledger.db' ? 1 : 0;
}

/** Nothing that was kept ever gives way. */
function freePath(wanted: string): string {
  let free = wanted;
  for (let number = 2; existsSync(free); number += 1) free = `${wanted}.${number}`;
  return free;
}
