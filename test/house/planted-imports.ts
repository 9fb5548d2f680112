/**
 * One forbidden import for each row of the import table, and some that must stay allowed. Written by hand and
 * not derived from the table, so that a hole in the table shows.
 */

/** A file of the layer imports the target: another layer's file, a package or a part of Node. */
export interface PlantedImport {
  readonly layer: string;
  readonly folder: string;
  readonly target: string;
  readonly isTypeOnly?: boolean;
}

/** Planted in every scratch copy, for the plants to import. */
export const plantedTargets = [
  'shared/kernel/target.ts',
  'shared/domain/target.ts',
  'shared/ledger/target.ts',
  'shared/scoring/target.ts',
  'shared/contracts/target.ts',
  'sync/core/target.ts',
  'sync/client/target.ts',
  'sync/server/target.ts',
  'sync/server/db/target.ts',
  'electron/main/target.ts',
  'electron/preload/target.ts',
  'electron/reader/target.ts',
  'electron/till/target.ts',
  'electron/till/db/target.ts',
  'renderer/ui/target.ts',
  'renderer/strings/target.ts',
  'renderer/cashier/target.ts',
  'renderer/cashier/features/basket/target.ts',
  'renderer/cashier/features/member/target.ts',
  'renderer/portal/target.ts',
  'tools/target.ts',
  'test/unit/target.ts',
] as const;

const plants = (layer: string, folder: string, ...targets: readonly string[]): readonly PlantedImport[] =>
  targets.map((target) => ({ layer, folder, target }));

/** Each of these must be reported. */
export const forbiddenImports: readonly PlantedImport[] = [
  ...plants('kernel', 'shared/kernel', '#shared/domain/target.ts', 'zod', 'node:fs'),
  ...plants(
    'domain',
    'shared/domain',
    '#shared/ledger/target.ts',
    '#shared/contracts/target.ts',
    'zod',
    'node:path',
  ),
  ...plants(
    'ledger',
    'shared/ledger',
    '#shared/scoring/target.ts',
    '#electron/till/target.ts',
    'better-sqlite3',
  ),
  ...plants(
    'scoring',
    'shared/scoring',
    '#shared/ledger/target.ts',
    '#shared/contracts/target.ts',
    'node:crypto',
  ),
  ...plants(
    'contracts',
    'shared/contracts',
    '#electron/till/target.ts',
    '#renderer/cashier/target.ts',
    'electron',
  ),
  ...plants('sync-core', 'sync/core', '#sync/client/target.ts', 'axios', 'node:fs'),
  ...plants(
    'sync-client',
    'sync/client',
    '#sync/server/target.ts',
    '#electron/till/target.ts',
    'better-sqlite3',
  ),
  ...plants(
    'sync-server',
    'sync/server',
    '#sync/client/target.ts',
    '#electron/till/target.ts',
    'better-sqlite3',
  ),
  ...plants(
    'server-db',
    'sync/server/db',
    '#sync/client/target.ts',
    '#electron/till/db/target.ts',
    'electron',
  ),
  ...plants(
    'main',
    'electron/main',
    '#shared/ledger/target.ts',
    '#electron/till/target.ts',
    'better-sqlite3',
    'zod',
  ),
  ...plants(
    'preload',
    'electron/preload',
    '#shared/domain/target.ts',
    '#electron/main/target.ts',
    'node:fs',
    'zod',
  ),
  ...plants('till', 'electron/till', '#electron/main/target.ts', '#electron/reader/target.ts', 'electron'),
  ...plants(
    'till',
    'electron/till',
    '#sync/server/target.ts',
    '#renderer/cashier/target.ts',
    'better-sqlite3',
    'zod',
  ),
  ...plants(
    'till-db',
    'electron/till/db',
    '#electron/main/target.ts',
    '#sync/client/target.ts',
    'electron',
    'zod',
  ),
  ...plants('reader', 'electron/reader', '#electron/till/target.ts', '#shared/ledger/target.ts', 'electron'),
  ...plants(
    'ui',
    'renderer/ui',
    '#renderer/cashier/target.ts',
    '#shared/scoring/target.ts',
    'node:fs',
    'electron',
  ),
  ...plants('strings', 'renderer/strings', '#renderer/ui/target.ts', '#electron/till/target.ts', 'node:fs'),
  ...plants(
    'page',
    'renderer/cashier',
    '#renderer/portal/target.ts',
    '#shared/scoring/target.ts',
    'electron',
    'zod',
  ),
  ...plants(
    'page',
    'renderer/portal',
    '#renderer/cashier/features/basket/target.ts',
    'better-sqlite3',
    'node:fs',
  ),
  ...plants(
    'feature',
    'renderer/cashier/features/member',
    '#renderer/cashier/features/basket/target.ts',
    'node:fs',
  ),
  ...plants(
    'feature',
    'renderer/cashier/features/member',
    '#renderer/portal/target.ts',
    '#shared/ledger/target.ts',
  ),
  ...plants('tools', 'tools', '#test/unit/target.ts'),
  ...['shared/kernel', 'electron/main', 'sync/core', 'renderer/ui'].flatMap((folder) =>
    plants('product', folder, '#test/unit/target.ts', '#tools/target.ts'),
  ),
  { layer: 'scoring', folder: 'shared/scoring', target: '#shared/contracts/target.ts', isTypeOnly: true },
  { layer: 'page', folder: 'renderer/cashier', target: '#electron/till/target.ts', isTypeOnly: true },
];

/** None of these may be reported. */
export const allowedImports: readonly PlantedImport[] = [
  ...plants('domain', 'shared/domain', '#shared/kernel/target.ts', '@internationalized/date'),
  ...plants('contracts', 'shared/contracts', '#shared/scoring/target.ts', 'zod'),
  ...plants('main', 'electron/main', '#shared/contracts/target.ts', 'electron', 'node:path'),
  ...plants('till', 'electron/till', '#electron/till/db/target.ts', '#sync/client/target.ts', 'node:fs'),
  ...plants('till-db', 'electron/till/db', '#electron/till/target.ts', 'better-sqlite3'),
  ...plants('reader', 'electron/reader', '#shared/contracts/target.ts', 'nfc-pcsc'),
  ...plants('page', 'renderer/cashier', '#renderer/cashier/features/basket/target.ts', 'react'),
  ...plants(
    'feature',
    'renderer/cashier/features/member',
    '#renderer/cashier/target.ts',
    '#renderer/ui/target.ts',
  ),
  ...plants('tools', 'tools', '#electron/main/target.ts', 'better-sqlite3', 'node:fs'),
  ...plants('test', 'test/unit', '#tools/target.ts', '#electron/till/target.ts', 'electron'),
];
