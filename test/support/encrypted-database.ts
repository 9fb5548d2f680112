/** A small encrypted file of its own kind, for the tests of opening and migrating. */

import path from 'node:path';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import type { DatabaseToWrite } from '#electron/till/db/open-database.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const testKey = new Uint8Array(32).fill(0xa5);
export const otherKey = new Uint8Array(32).fill(0x5a);

export const noteKind: DatabaseKind = {
  name: 'note',
  applicationId: 0x0badcafe,
  migrations: [
    {
      version: 10,
      name: 'note',
      sql: 'CREATE TABLE note (note_no INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;',
    },
    { version: 20, name: 'mark', sql: 'ALTER TABLE note ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;' },
  ],
};

export function noteFile(changed: Partial<DatabaseToWrite> = {}): DatabaseToWrite {
  return {
    path: path.join(temporaryFolder(), 'note.db'),
    key: testKey,
    kind: noteKind,
    nativeBinding: null,
    busyMs: 0,
    mode: 'create',
    durability: 'FULL',
    ...changed,
  };
}
