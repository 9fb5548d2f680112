/**
 * Takes erased members out of the files of former identities. Their entries stay, and so do ledger and journal, which are
 * two copies of each other; further copies go, because nobody would ever make them anew, and so does a basket that was
 * open for one of them. A folder that cannot be swept is told by name: it holds back the confirmation of every erasure.
 */

import { rmSync } from 'node:fs';
import path from 'node:path';
import type { HeldErasure } from '#shared/contracts/till/safety-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { emptyLog } from '../cache/scrub-cache.ts';
import type { WriteDb } from '../db/database.ts';
import { writing } from '../db/in-transaction.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabase } from '../db/open-database.ts';
import { createMemberEraser } from '../db/stores/member-eraser.ts';
import { diskFailure } from '../journal/file-system.ts';
import { forgetKeys } from '../journal/forget-keys.ts';
import { segmentNumbers } from '../journal/journal-place.ts';
import type { JournalPlace } from '../journal/journal-place.ts';
import type { TillPorts } from '../ports.ts';
import { formerFolders, memberOfFormerBasket } from './former-folders.ts';
import type { FormerFolder, FormerPlace } from './former-folders.ts';
import { heldSince, noLongerHeld } from './held-since.ts';

export type FormerSweepDeps = FormerPlace & {
  readonly nativeBinding: string | null;
  /** The journal of today: those of before are on its disk and under its key. */
  readonly place: JournalPlace;
  readonly ports: Pick<TillPorts, 'randomBytes' | 'nextTurn' | 'log' | 'clock'>;
};

export type FormerSweep = {
  /** False where something could not be read or written, or the till was closed: everything may be done again. */
  readonly sweep: (members: readonly MemberRef[], isClosed: () => boolean) => Promise<boolean>;
  /** What the last sweep could not do. */
  readonly held: () => readonly HeldErasure[];
};

/** Looks into the files only for members whom it has not looked for yet. */
export function createFormerSweep(deps: FormerSweepDeps): FormerSweep {
  const sought = new Set<MemberRef>();
  let held: readonly HeldErasure[] = [];
  return {
    sweep: async (members, isClosed) => {
      const wanted = members.filter((memberRef) => !sought.has(memberRef));
      if (wanted.length === 0) return true;
      const found: HeldErasure[] = [];
      // A folder that cannot be read keeps no other from being swept.
      for (const folder of formerFolders(deps)) {
        const failed = await sweepFolder(deps, { folder, wanted, isClosed });
        if (isClosed()) return false;
        if (failed === null) noLongerHeld(folder.place);
        else found.push({ ...failed, sinceMs: heldSince(folder.place, deps.ports) });
      }
      held = found;
      if (found.length > 0) return false;
      for (const memberRef of wanted) sought.add(memberRef);
      return true;
    },
    held: () => held,
  };
}

type Wanted = {
  readonly folder: FormerFolder;
  readonly wanted: readonly MemberRef[];
  readonly isClosed: () => boolean;
};

type Failed = Omit<HeldErasure, 'sinceMs'>;

/** The first file that could not be swept. */
async function sweepFolder(deps: FormerSweepDeps, wanted: Wanted): Promise<Failed | null> {
  const { folder } = wanted;
  let failed: Failed | null = null;
  const note = (file: string, code: string | null): void => {
    if (code === null) return;
    deps.ports.log('formerFileNotSwept', { code });
    failed ??= { folder: path.basename(folder.place), file: path.basename(file), code };
  };
  for (const file of folder.drafts) note(file, sweepBasket(deps, file, wanted.wanted));
  for (const file of folder.ledgers) {
    if (wanted.isClosed()) return failed;
    note(file, await sweepLedger(deps, file, wanted));
  }
  return failed;
}

/** A basket that nobody can finish any more is of no use, least of all one that cannot be read: it goes as a whole. */
function sweepBasket(
  { nativeBinding, place, ports }: FormerSweepDeps,
  file: string,
  wanted: readonly MemberRef[],
): string | null {
  const member = memberOfFormerBasket({ key: place.key, nativeBinding }, file);
  const isLocked = !member.ok && (member.error.code === 'database_busy' || member.error.code === 'disk_full');
  if (isLocked) return member.error.code;
  if (member.ok && (member.value === null || !wanted.includes(member.value))) return null;
  try {
    // The file goes last: while it is here, the erasure is not confirmed.
    for (const suffix of ['-wal', '-shm', '-journal', '']) rmSync(file + suffix, { force: true });
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    return code;
  }
  ports.log('formerBasketSwept', {});
  return null;
}

/** Why it could not be done; null where it is, or the till was closed. */
async function sweepLedger(deps: FormerSweepDeps, file: string, wanted: Wanted): Promise<string | null> {
  const { nativeBinding, place } = deps;
  const opened = openDatabase({
    path: file,
    key: place.key,
    nativeBinding,
    kind: ledgerKind,
    mode: 'mustExist',
    durability: 'FULL',
    // The thread that speaks with HQ may be looking into it.
    isOpenHere: true,
  });
  if (!opened.ok) return opened.error.code;
  try {
    return await sweepOpened(deps, wanted, opened.value);
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    return code;
  } finally {
    opened.value.close();
  }
}

/** The last trace in the ledger goes last: until then HQ is not told, and a sweep that was cut off begins anew. */
async function sweepOpened(
  { place, ports }: FormerSweepDeps,
  { folder, wanted, isClosed }: Wanted,
  db: WriteDb,
): Promise<string | null> {
  const eraser = createMemberEraser(db);
  const looked = writing(() => {
    const present = wanted.filter(eraser.has);
    const hashes = new Set(present.flatMap(eraser.sealedOf).map(bytesToHex));
    db.transact(() => present.filter(eraser.isReadable).forEach(eraser.erase));
    return { present, hashes };
  });
  if (!looked.ok) return looked.error.code;
  const { present, hashes } = looked.value;
  if (present.length === 0) return null;
  const isForgotten = (hash: Uint8Array): boolean => hashes.has(bytesToHex(hash));
  for (const journal of folder.journals.map((at) => ({ ...place, folder: at }))) {
    for (const segment of segmentNumbers(journal)) {
      forgetKeys(journal, segment, { isForgotten, randomBytes: ports.randomBytes });
      await ports.nextTurn();
      if (isClosed()) return null;
    }
  }
  for (const copy of folder.copies) rmSync(copy, { recursive: true, force: true });
  if (!emptyLog(db)) return 'database_busy';
  const forgotten = writing(() => db.transact(() => present.forEach(eraser.forget)));
  if (!forgotten.ok) return forgotten.error.code;
  ports.log('formerFilesSwept', { members: present.length });
  return null;
}
