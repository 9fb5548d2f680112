/** The part of npm's lock file (version 3) that the tooling reads. */
export interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Entries by place, as in `node_modules/zod`; the project itself has the empty place. */
export interface PackageLock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}
