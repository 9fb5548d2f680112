import { defineConfig } from 'oxlint';
import { borderElements, borderPolicies } from './tools/lint/import-borders.ts';

const time = 'Time comes in through the clock port.';
const timers = 'Timers come in through a port.';
const chance = 'Ids, hashes and chance come in through ports.';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'promise', 'vitest', 'jsx-a11y'],
  jsPlugins: ['eslint-plugin-boundaries'],
  categories: { correctness: 'error' },
  ignorePatterns: ['node_modules', 'out', 'dist', 'coverage', 'test-results', 'playwright-report', '.cache'],
  settings: {
    'import/resolver': { './tools/lint/import-resolver.cjs': {} },
    'boundaries/legacy-templates': false,
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
    'boundaries/elements': borderElements,
  },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-default-export': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'max-params': ['error', { max: 3 }],
    // Money and points are branded integers; the rule takes a brand for something else than a number.
    'typescript/no-unsafe-unary-minus': 'off',
    // A dialog that opens has to take the focus, or the keyboard and the scanner type into the page behind it.
    'jsx-a11y/no-autofocus': 'off',
    // react-aria gives roles to its own elements; the accessibility tests check what comes out.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'boundaries/no-unknown-files': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        message: '{{from.element.type}} may not import this; the table is tools/lint/import-borders.ts.',
        policies: borderPolicies,
      },
    ],
  },
  overrides: [
    {
      files: ['shared/**', 'sync/core/**', 'electron/till/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'Date', message: time },
          { name: 'performance', message: time },
          { name: 'setTimeout', message: timers },
          { name: 'setInterval', message: timers },
          { name: 'setImmediate', message: timers },
          { name: 'crypto', message: chance },
        ],
        'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: chance }],
      },
    },
    // The one file of the till service where the system's clock, timers and chance become ports.
    { files: ['electron/till/node-ports.ts'], rules: { 'no-restricted-globals': 'off' } },
    // The tools that read these files want a default export.
    {
      files: ['*.config.ts'],
      rules: { 'import/no-default-export': 'off', 'boundaries/no-unknown-files': 'off' },
    },
    {
      files: ['test/**'],
      rules: {
        'max-params': 'off',
        // Checks that several tests share live in functions whose names begin with `expect`.
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
        'vitest/no-standalone-expect': 'off',
      },
    },
  ],
});
