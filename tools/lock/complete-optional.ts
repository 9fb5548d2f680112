import type { LockEntry, PackageLock } from './package-lock.ts';

/**
 * Adds the entries that `npm install` leaves out of the lock when the registry in use does not carry the
 * builds of other platforms: without them `npm ci` refuses the lock, here and on those platforms. npm
 * reads `os`, `cpu` and `libc` to decide what to fetch, so they are derived from the package's name.
 */
export function completeOptional(lock: PackageLock): PackageLock {
  const packages = { ...lock.packages };
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isProvided(lock, place, name) || !/^\d/.test(version)) continue;
      packages[`node_modules/${name}`] ??= platformEntry(name, version, entry.dev === true);
    }
  }
  const sorted = Object.entries(packages).toSorted(([left], [right]) => left.localeCompare(right, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

function isProvided(lock: PackageLock, place: string, name: string): boolean {
  const parents = place
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...parents].some((parent) => {
    const candidate = parent === '' ? `node_modules/${name}` : `${parent}/node_modules/${name}`;
    return candidate in lock.packages;
  });
}

function platformEntry(name: string, version: string, isDevelopment: boolean): LockEntry {
  const words = name.split(/[/-]/);
  const os = words.find((word) =>
    [
      'aix',
      'android',
      'darwin',
      'freebsd',
      'linux',
      'linuxmusl',
      'netbsd',
      'openbsd',
      'openharmony',
      'sunos',
      'win32',
    ].includes(word),
  );
  const cpu = words.find((word) =>
    ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'].includes(
      word,
    ),
  );
  const libc =
    words.includes('musl') || words.includes('musleabihf') || os === 'linuxmusl'
      ? 'musl'
      : words.includes('gnu') || words.includes('gnueabihf')
        ? 'glibc'
        : undefined;
  return {
    version,
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(isDevelopment ? { dev: true } : {}),
    optional: true,
    ...(os === undefined ? {} : { os: [os === 'linuxmusl' ? 'linux' : os] }),
  };
}
