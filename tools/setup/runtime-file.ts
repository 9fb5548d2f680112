import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { electronFacts } from './electron-facts.ts';
import { projectPath } from './project-paths.ts';
import { readerPartLoads } from './reader-step.ts';
import { sqliteBindingFor } from './sqlite-step.ts';
import { readIfThere } from './read-if-there.ts';

/** What the set-up found out and the application has to know; all paths are absolute. */
export interface RuntimeFile {
  readonly electronVersion: string;
  readonly electronExecutable: string;
  /** The `nativeBinding` option for better-sqlite3 inside Electron, or null where the prebuilt part works. */
  readonly sqliteNativeBinding: string | null;
  /** The Node under which the reader service can run, or null where the native part is missing. */
  readonly nodeForReader: string | null;
  /** True where nfc-pcsc also loads inside Electron, so that the reader can be a utility process. */
  readonly pcscliteForElectron: boolean;
}

/** Where the facts are kept, for the application to read at its start. */
export const runtimeFilePath = projectPath('.cache', 'runtime.json');

/** Asks the installed parts and writes the file; undefined when there is no Electron. */
export async function writeRuntimeFile(): Promise<RuntimeFile | undefined> {
  const facts = await electronFacts();
  if (facts === undefined) return undefined;
  const [isReaderInNode, isReaderInElectron] = await Promise.all([
    readerPartLoads(process.execPath),
    readerPartLoads(facts.executable),
  ]);
  const runtime: RuntimeFile = {
    electronVersion: facts.electronVersion,
    electronExecutable: facts.executable,
    sqliteNativeBinding: sqliteBindingFor(facts),
    nodeForReader: isReaderInNode ? process.execPath : null,
    pcscliteForElectron: isReaderInElectron,
  };
  await mkdir(path.dirname(runtimeFilePath), { recursive: true });
  const incoming = `${runtimeFilePath}.${process.pid}`;
  await writeFile(incoming, `${JSON.stringify(runtime, null, 2)}\n`);
  await rename(incoming, runtimeFilePath);
  return runtime;
}

/** The facts of the last set-up of this checkout; undefined when it was never set up. */
export async function readRuntimeFile(): Promise<RuntimeFile | undefined> {
  const text = await readIfThere(runtimeFilePath);
  // The file is only ever written whole, by the function above.
  return text === undefined ? undefined : (JSON.parse(text) as RuntimeFile);
}
