/**
 * What lies in the folders of former identities: a till that came to HQ under a new name set the files of before aside,
 * and nothing reads them any more but who looks for traces of a member.
 */

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DatabaseKind } from '../db/database-kind.ts';
import type { ReadDb } from '../db/database.ts';
import { draftsKind } from '../db/drafts-kind.ts';
import { writing } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import type { OpenCode } from '../db/open-database.ts';
import { memberOfBasket } from '../db/stores/draft-store.ts';
import { createMemberRemains } from '../db/stores/member-eraser.ts';

export type FormerFolder = {
  /** The folder itself. */
  readonly place: string;
  /** Ledgers that were in use, sealed under the till's key. */
  readonly ledgers: readonly string[];
  /** Open baskets that nobody finished, sealed likewise. */
  readonly drafts: readonly string[];
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

/** How the files of all former identities are opened; `nativeBinding` as for `openDatabase`. */
export type FormerKey = { readonly key: Uint8Array; readonly nativeBinding: string | null };

/** A name that was taken already got a number behind it. */
const ledgerFile = /^ledger\.db(\.\d+)?$/;
const draftsFile = /^drafts\.db(\.\d+)?$/;
const journalFolder = /^journal(\.\d+)?$/;
const copyName = /^(backups(\.\d+)?|ledger\.db\.(damaged|rebuilding|incoming).*|drafts\.db\.damaged.*)$/;

export function formerFolders({ dataDir, journalDir }: FormerPlace): readonly FormerFolder[] {
  const folder = path.join(dataDir, 'former');
  return namesIn(folder).map((former) => {
    const place = path.join(folder, former);
    const matching = (pattern: RegExp): readonly string[] =>
      namesIn(place)
        .filter((name) => pattern.test(name))
        .map((name) => path.join(place, name));
    return {
      place,
      ledgers: matching(ledgerFile),
      drafts: matching(draftsFile),
      copies: matching(copyName),
      journals: [...matching(journalFolder), ...journalsOutside(journalDir, former)],
    };
  });
}

/** Whether a former file still has anything of the member, or cannot be asked. Opens each of them: ask it seldom. */
export function isInFormerFiles(place: FormerPlace & FormerKey, memberRef: MemberRef): boolean {
  return formerFolders(place).some(
    ({ ledgers, drafts }) =>
      ledgers.some((file) => isInLedger(place, file, memberRef)) ||
      drafts.some((file) => {
        const member = memberOfFormerBasket(place, file);
        return !member.ok || member.value === memberRef;
      }),
  );
}

/** Null for a basket of nobody. */
export function memberOfFormerBasket(
  key: FormerKey,
  file: string,
): Result<MemberRef | null, AppError<OpenCode | WriteCode>> {
  return asked(key, { file, kind: draftsKind }, memberOfBasket);
}

function isInLedger(key: FormerKey, file: string, memberRef: MemberRef): boolean {
  const found = asked(key, { file, kind: ledgerKind }, (db) => createMemberRemains(db).has(memberRef));
  return !found.ok || found.value;
}

function asked<Value>(
  { key, nativeBinding }: FormerKey,
  { file, kind }: { readonly file: string; readonly kind: DatabaseKind },
  ask: (db: ReadDb) => Value,
): Result<Value, AppError<OpenCode | WriteCode>> {
  // Another thread of this process may be sweeping it.
  const opened = openDatabaseToRead({ path: file, key, nativeBinding, kind, isOpenHere: true });
  if (!opened.ok) return opened;
  try {
    const answer = writing(() => ask(opened.value));
    return answer.ok ? ok(answer.value) : answer;
  } finally {
    opened.value.close();
  }
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
