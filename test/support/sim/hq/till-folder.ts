/** The disk of a simulated till: its folder at any moment can be kept as an image, and a life can begin on any image. */

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { simFolder } from '../sim-disk.ts';

export type TillFolders = {
  /** A copy of what lies there now, as after a cut of the power. */
  readonly imageOf: (folder: string) => string;
  readonly empty: () => string;
  readonly remove: () => void;
};

export function createTillFolders(): TillFolders {
  const root = simFolder();
  let count = 0;
  const fresh = (): string => {
    count += 1;
    return path.join(root, `image-${count}`);
  };
  return {
    imageOf: (folder) => {
      const target = fresh();
      // Of the shared memory beside a log nothing is left after a stop.
      cpSync(folder, target, { recursive: true, filter: (source) => !source.endsWith('-shm') });
      return target;
    },
    empty: () => {
      const target = fresh();
      mkdirSync(target);
      return target;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
