import path from 'node:path';

/** The root of this checkout; every other path of the tooling derives from it. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/** A path inside this checkout. */
export function projectPath(...parts: readonly string[]): string {
  return path.join(projectRoot, ...parts);
}
