/** The pull under way as `staging.db` keeps it, and what the till needs to sell should its cache be lost. */

import { manifestSchema } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { WriteDb } from '../database.ts';
import { bytesOf, textOf, textOrNull } from '../row.ts';

export type StagedManifest = {
  readonly manifest: SyncManifest;
  /** The cursor that the pull goes on from; null for a till that had nothing. */
  readonly since: string | null;
};

export type EssentialName = 'chain' | 'ruleSet' | 'products' | 'publishers' | 'place';

export type StagingStore = {
  readonly pull: () => StagedManifest | null;
  /** Pages of another pull are thrown away; those that the new one has too stay. */
  readonly begin: (staged: StagedManifest) => void;
  readonly hasPage: (pageHash: string) => boolean;
  readonly putPage: (page: {
    readonly pageHash: string;
    readonly hasChain: boolean;
    readonly body: Uint8Array;
  }) => void;
  /** Pages with records of the chain or a rule set, which have to come first. */
  readonly chainPages: () => readonly string[];
  readonly pageBody: (pageHash: string) => Uint8Array;
  /** Nothing of the pull is left. */
  readonly clear: () => void;
  readonly essential: (name: EssentialName) => Uint8Array | undefined;
  readonly keepEssential: (name: EssentialName, value: Uint8Array) => void;
};

/** Each call is within the caller's transaction, or a transaction of its own. */
export function createStagingStore(db: WriteDb): StagingStore {
  const pull = db.prepareRead('SELECT manifest, since_cursor FROM pull');
  const setPull = db.prepare(
    `INSERT INTO pull (pull_number, manifest, since_cursor) VALUES (1, ?, ?)
     ON CONFLICT (pull_number) DO UPDATE SET manifest = excluded.manifest, since_cursor = excluded.since_cursor`,
  );
  const removePull = db.prepare('DELETE FROM pull');
  const one = db.prepareRead('SELECT has_chain FROM page WHERE page_hash = ?');
  const hashes = db.prepareRead('SELECT page_hash FROM page');
  const withChain = db.prepareRead('SELECT page_hash FROM page WHERE has_chain = 1');
  const body = db.prepareRead('SELECT body FROM page WHERE page_hash = ?');
  const put = db.prepare(
    'INSERT INTO page (page_hash, has_chain, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const removePage = db.prepare('DELETE FROM page WHERE page_hash = ?');
  const removePages = db.prepare('DELETE FROM page');
  const essential = db.prepareRead('SELECT value FROM essential WHERE name = ?');
  const keep = db.prepare(
    'INSERT INTO essential (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    pull: () => {
      const row = pull.get();
      if (row === undefined) return null;
      const manifest = manifestSchema.parse(JSON.parse(textOf(row, 'manifest')));
      return { manifest, since: textOrNull(row, 'since_cursor') };
    },
    begin: ({ manifest, since }) => {
      const wanted = new Set(manifest.pages.map(({ page }) => page));
      for (const row of hashes.all()) {
        const hash = bytesOf(row, 'page_hash');
        if (!wanted.has(bytesToHex(hash))) removePage.run(hash);
      }
      setPull.run(JSON.stringify(manifest), since);
    },
    hasPage: (pageHash) => one.get(hashBytes(pageHash)) !== undefined,
    putPage: ({ pageHash, hasChain, body: bytes }) =>
      void put.run(hashBytes(pageHash), hasChain ? 1 : 0, bytes),
    chainPages: () => withChain.all().map((row) => bytesToHex(bytesOf(row, 'page_hash'))),
    pageBody: (pageHash) => {
      const row = body.get(hashBytes(pageHash));
      invariant(row !== undefined, 'a page that is read was staged');
      return bytesOf(row, 'body');
    },
    clear: () => {
      removePages.run();
      removePull.run();
    },
    essential: (name) => {
      const row = essential.get(name);
      return row && bytesOf(row, 'value');
    },
    keepEssential: (name, value) => void keep.run(name, value),
  };
}

function hashBytes(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes?.length === 32, 'a page is named by a SHA-256');
  return bytes;
}
