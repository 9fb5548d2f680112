/**
 * Who may import whom, written down a second time on purpose: the linter's own table cannot prove itself. A folder may
 * always import from itself; whatever is not named here is forbidden.
 */

const shared = [
  'shared/kernel',
  'shared/domain',
  'shared/ledger',
  'shared/scoring',
  'shared/contracts',
] as const;
const screen = [
  'shared/kernel',
  'shared/domain',
  'shared/contracts',
  'renderer/strings',
  'renderer/ui',
] as const;

const products: Readonly<Record<string, readonly string[]>> = {
  'shared/kernel': [],
  'shared/domain': ['shared/kernel'],
  'shared/ledger': ['shared/kernel', 'shared/domain'],
  'shared/scoring': ['shared/kernel', 'shared/domain'],
  'shared/contracts': shared,
  'sync/core': shared,
  'sync/client': [...shared, 'sync/core'],
  'sync/server': [...shared, 'sync/core', 'sync/server/db'],
  'sync/server/db': [...shared, 'sync/core', 'sync/server'],
  'electron/main': ['shared/kernel', 'shared/contracts'],
  'electron/preload': ['shared/kernel', 'shared/contracts'],
  'electron/till': [...shared, 'sync/core', 'sync/client', 'electron/till/db'],
  'electron/till/db': [...shared, 'electron/till'],
  'electron/reader': ['shared/kernel', 'shared/domain', 'shared/contracts'],
  'renderer/ui': ['shared/kernel', 'shared/domain', 'renderer/strings'],
  'renderer/strings': ['shared/kernel', 'shared/domain', 'shared/contracts'],
  'renderer/cashier': [...screen, 'renderer/cashier/features/pay', 'renderer/cashier/features/search'],
  'renderer/cashier/features/pay': [...screen, 'renderer/cashier'],
  'renderer/cashier/features/search': [...screen, 'renderer/cashier'],
  'renderer/display': [...screen, 'renderer/display/features/total'],
  'renderer/display/features/total': [...screen, 'renderer/display'],
};

export const importsAllowed: Readonly<Record<string, readonly string[]>> = {
  ...products,
  tools: Object.keys(products),
  test: [...Object.keys(products), 'tools'],
};

/** Folders that may import a package or a part of Node; every other folder but tools and test may not. */
export const packageUsers: Readonly<Record<string, readonly string[]>> = {
  electron: ['electron/main', 'electron/preload'],
  'better-sqlite3': ['electron/till/db'],
  'nfc-pcsc': ['electron/reader'],
  '@node-rs/argon2': ['electron/till', 'sync/server', 'sync/server/db'],
  zod: ['shared/contracts', 'sync/server', 'sync/server/db'],
  react: Object.keys(products).filter((folder) => folder.startsWith('renderer/')),
  'node:fs': Object.keys(products).filter(
    (folder) =>
      /^(?:electron|sync)\//.test(folder) && folder !== 'electron/preload' && folder !== 'sync/core',
  ),
};
