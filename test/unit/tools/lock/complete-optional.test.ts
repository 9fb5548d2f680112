import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { completeOptional } from '#tools/lock/complete-optional.ts';
import type { PackageLock } from '#tools/lock/package-lock.ts';

const toolWith = (...names: string[]): PackageLock => ({
  packages: {
    '': {},
    'node_modules/tool': {
      version: '1.2.3',
      dev: true,
      optionalDependencies: Object.fromEntries(names.map((name) => [name, '1.2.3'])),
    },
  },
});

it('adds the build of each platform that a package names and the lock leaves out', () => {
  const { packages } = completeOptional(toolWith('@tool/linux-x64-musl', '@tool/win32-arm64'));
  expect(packages['node_modules/@tool/linux-x64-musl']).toEqual({
    version: '1.2.3',
    libc: ['musl'],
    cpu: ['x64'],
    dev: true,
    optional: true,
    os: ['linux'],
  });
  expect(packages['node_modules/@tool/win32-arm64']).toMatchObject({ os: ['win32'], cpu: ['arm64'] });
});

it('leaves an entry alone that is there already', () => {
  const lock = toolWith('@tool/linux-x64');
  const known = { version: '1.2.3', os: ['linux'], cpu: ['x64'], optional: true };
  const complete = { packages: { ...lock.packages, 'node_modules/@tool/linux-x64': known } };
  expect(completeOptional(complete).packages['node_modules/@tool/linux-x64']).toBe(known);
});

it('finds nothing to add to the lock of this project', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as PackageLock;
  expect(Object.keys(completeOptional(lock).packages)).toEqual(Object.keys(lock.packages));
});
