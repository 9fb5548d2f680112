/** Writes the generated demo chain into a folder. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFiles } from './demo-files.ts';

/** Overwrites the three files of the demo chain in `folder`; the texts are small enough to be held whole. */
export function writeDemoFiles(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return demoFiles().map(({ name, lines }) => {
    const path = join(folder, name);
    writeFileSync(path, [...lines()].join(''));
    return path;
  });
}
