/**
 * What lies in the folders of former identities: a till that came to HQ under a new name set the files of before aside,
 * and nothing reads them any more but who looks for traces of a member.
 */

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { MemberRef } from '#shared/domain/member.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { createMemberRemains } from '../db/stores/member-eraser.ts';

export type FormerFolder = {
  /** Ledgers that were in use, sealed under the till's key. */
  readonly ledgers: readonly string[];
  /** Copies of them, as files and folders, and ledgers that another one took the place of. */
  readonly copies: readonly string[];
  /** Folders of journals. */
  readonly journals: readonly string[];
};

export type FormerPlace = {
  readonly dataDir: string;
  /** Where the journal lies when it is not in the data folder. */
  readonly journalDir?: string | undefined;
};

/** A name that was taken already got a number behind it. */
const ledgerFile = /^ledger\.db(\.\d+)?$/;
const journalFolder = /^journal(\.\d+)?$/;
const copyName = /^(backups(\.\d+)?|ledger\.db\.(damaged|rebuilding|incoming).*)$/;

export function formerFolders({ dataDir, journalDir }: FormerPlace): readonly FormerFolder[] {
  const folder = path.join(dataDir, 'former');
  return namesIn(folder).map((former) => {
    const place = path.join(folder, former);
    const matching = (pattern: RegExp): readonly string[] =>
      namesIn(place)
        .filter((name) => pattern.test(name))
        .map((name) => path.join(place, name));
    return {
      ledgers: matching(ledgerFile),
      copies: matching(copyName),
      journals: [...matching(journalFolder), ...journalsOutside(journalDir, former)],
    };
  });
}

/**
 * Whether a former ledger still has anything of the member, or cannot be asked. Opens each of them: ask it seldom.
 * `nativeBinding` as for `openDatabase`.
 */
export function isInFormerLedger(
  place: FormerPlace & { readonly key: Uint8Array; readonly nativeBinding: string | null },
  memberRef: MemberRef,
): boolean {
  const { key, nativeBinding } = place;
  return formerFolders(place)
    .flatMap(({ ledgers }) => ledgers)
    .some((file) => {
      // Another thread of this process may be sweeping it.
      const opened = openDatabaseToRead({
        path: file,
        key,
        nativeBinding,
        kind: ledgerKind,
        isOpenHere: true,
      });
      if (!opened.ok) return true;
      try {
        return createMemberRemains(opened.value).has(memberRef);
      } finally {
        opened.value.close();
      }
    });
}

/** Beside the journal of today, under its name with the former identity behind it. */
function journalsOutside(journalDir: string | undefined, former: string): readonly string[] {
  if (journalDir === undefined) return [];
  const folder = path.dirname(journalDir);
  const name = `${path.basename(journalDir)}-${former}`;
  return namesIn(folder)
    .filter((other) => other === name || other.startsWith(`${name}.`))
    .map((other) => path.join(folder, other));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}
