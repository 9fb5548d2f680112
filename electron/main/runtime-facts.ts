/** Which native parts fit the running Electron: found out by the set-up of a checkout, fixed in a packaged till. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runtimeFactsSchema } from '#shared/contracts/runtime-facts-schema.ts';
import type { RuntimeFacts } from '#shared/contracts/runtime-facts-schema.ts';

export type RuntimePlace = {
  readonly appFolder: string;
  /** The folder of the packaged till's own additions; null in a checkout. */
  readonly packagedFolder: string | null;
  readonly electronVersion: string;
};

/** Facts written for another Electron are not believed, since a wrong native part ends the process that loads it. */
export function readRuntimeFacts(place: RuntimePlace): RuntimeFacts {
  if (place.packagedFolder !== null) return packagedFacts(place.packagedFolder, place.electronVersion);
  const facts = readFacts(path.join(place.appFolder, '.cache', 'runtime.json'));
  if (facts?.electronVersion === place.electronVersion) return facts;
  return { ...unknownFacts, electronVersion: place.electronVersion };
}

const unknownFacts = { sqliteNativeBinding: null, nodeForReader: null, pcscliteForElectron: true };

function packagedFacts(folder: string, electronVersion: string): RuntimeFacts {
  const node = path.join(folder, 'reader', process.platform === 'win32' ? 'node.exe' : 'node');
  return { ...unknownFacts, electronVersion, nodeForReader: existsSync(node) ? node : null };
}

function readFacts(file: string): RuntimeFacts | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = runtimeFactsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}
