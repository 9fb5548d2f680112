/** The last step of putting another ledger in the place of the one that is there. */

import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { syncFile, syncFolder } from '../db/finish-copy.ts';

/**
 * Gives a ledger that was made or copied its name. What was there before is set aside with its log, so that whatever can
 * be read of it still can be; the answer is its new name. Nobody has either file open.
 */
export function takePlace(building: string, file: string): string | null {
  syncFile(building);
  const aside = existsSync(file) || existsSync(`${file}-wal`) ? freeName(file) : null;
  for (const suffix of ['', '-wal']) {
    if (aside !== null && existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    else rmSync(file + suffix, { force: true });
  }
  rmSync(`${file}-shm`, { force: true });
  renameSync(building, file);
  syncFolder(path.dirname(file));
  return aside;
}

/** `ledger.db.damaged-1`, `-2` …: nothing that was set aside ever gives way. */
function freeName(file: string): string {
  const taken = new Set(readdirSync(path.dirname(file)));
  let number = 1;
  while (taken.has(`${path.basename(file)}.damaged-${number}`)) number += 1;
  return `${file}.damaged-${number}`;
}
