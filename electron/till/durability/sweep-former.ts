/**
 * Takes erased members out of the files of former identities. Their entries stay, and so do ledger and journal, which are
 * two copies of each other; further copies go, because nobody would ever make them anew.
 */

import { rmSync } from 'node:fs';
import type { MemberRef } from '#shared/domain/member.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { emptyLog } from '../cache/scrub-cache.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabase } from '../db/open-database.ts';
import { createMemberEraser } from '../db/stores/member-eraser.ts';
import { diskFailure } from '../journal/file-system.ts';
import { forgetKeys } from '../journal/forget-keys.ts';
import { segmentNumbers } from '../journal/journal-place.ts';
import type { JournalPlace } from '../journal/journal-place.ts';
import type { TillPorts } from '../ports.ts';
import { formerFolders } from './former-folders.ts';
import type { FormerFolder, FormerPlace } from './former-folders.ts';

export type FormerSweepDeps = FormerPlace & {
  readonly nativeBinding: string | null;
  /** The journal of today: those of before are on its disk and under its key. */
  readonly place: JournalPlace;
  readonly ports: Pick<TillPorts, 'randomBytes' | 'nextTurn' | 'log'>;
};

/** False where something could not be read or written, or the till was closed: everything may be done again. */
export type FormerSweep = (members: readonly MemberRef[], isClosed: () => boolean) => Promise<boolean>;

/** Looks into the files only for members whom it has not looked for yet. */
export function createFormerSweep(deps: FormerSweepDeps): FormerSweep {
  const sought = new Set<MemberRef>();
  return async (members, isClosed) => {
    const wanted = members.filter((memberRef) => !sought.has(memberRef));
    if (wanted.length === 0) return true;
    for (const folder of formerFolders(deps)) {
      for (const file of folder.ledgers) {
        if (isClosed() || !(await sweepLedger(deps, { folder, file, wanted, isClosed }))) return false;
      }
    }
    for (const memberRef of wanted) sought.add(memberRef);
    return true;
  };
}

type FormerLedger = {
  readonly folder: FormerFolder;
  readonly file: string;
  readonly wanted: readonly MemberRef[];
  readonly isClosed: () => boolean;
};

async function sweepLedger(deps: FormerSweepDeps, former: FormerLedger): Promise<boolean> {
  const { nativeBinding, place, ports } = deps;
  const opened = openDatabase({
    path: former.file,
    key: place.key,
    nativeBinding,
    kind: ledgerKind,
    mode: 'mustExist',
    durability: 'FULL',
    // The thread that speaks with HQ may be looking into it.
    isOpenHere: true,
  });
  if (!opened.ok) {
    ports.log('formerLedgerNotOpened', { code: opened.error.code });
    return false;
  }
  try {
    return await sweepOpened(deps, former, opened.value);
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    ports.log('formerFilesNotSwept', { code });
    return false;
  } finally {
    opened.value.close();
  }
}

/** The last trace in the ledger goes last: until then HQ is not told, and a sweep that was cut off begins anew. */
async function sweepOpened(
  { place, ports }: FormerSweepDeps,
  { folder, wanted, isClosed }: FormerLedger,
  db: WriteDb,
): Promise<boolean> {
  const eraser = createMemberEraser(db);
  const present = wanted.filter(eraser.has);
  if (present.length === 0) return true;
  const hashes = new Set(present.flatMap(eraser.sealedOf).map(bytesToHex));
  const isErased = inTransaction(db, () => present.filter(eraser.isReadable).forEach(eraser.erase)).ok;
  if (!isErased) return false;
  const isForgotten = (hash: Uint8Array): boolean => hashes.has(bytesToHex(hash));
  for (const journal of folder.journals.map((at) => ({ ...place, folder: at }))) {
    for (const segment of segmentNumbers(journal)) {
      forgetKeys(journal, segment, { isForgotten, randomBytes: ports.randomBytes });
      await ports.nextTurn();
      if (isClosed()) return false;
    }
  }
  for (const copy of folder.copies) rmSync(copy, { recursive: true, force: true });
  if (!emptyLog(db)) return false;
  const isForgottenHere = inTransaction(db, () => present.forEach(eraser.forget)).ok;
  if (isForgottenHere) ports.log('formerFilesSwept', { members: present.length });
  return isForgottenHere;
}
