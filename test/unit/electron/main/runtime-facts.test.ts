import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readerPlaces } from '#electron/main/reader-places.ts';
import { readRuntimeFacts } from '#electron/main/runtime-facts.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const facts = {
  electronVersion: '33.2.1',
  sqliteNativeBinding: '/native/sqlite.node',
  nodeForReader: '/native/node',
  pcscliteForElectron: false,
};

function checkoutWith(text: string): string {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, '.cache'));
  writeFileSync(path.join(folder, '.cache', 'runtime.json'), text);
  return folder;
}

describe('readRuntimeFacts', () => {
  it('believes what the set-up wrote for the running Electron', () => {
    const appFolder = checkoutWith(JSON.stringify({ ...facts, electronExecutable: '/electron' }));
    expect(readRuntimeFacts({ appFolder, packagedFolder: null, electronVersion: '33.2.1' })).toEqual(facts);
  });

  it('uses no native part that was built for another Electron', () => {
    const appFolder = checkoutWith(JSON.stringify(facts));
    const read = readRuntimeFacts({ appFolder, packagedFolder: null, electronVersion: '45.4.1' });
    expect(read.sqliteNativeBinding).toBeNull();
    expect(read.nodeForReader).toBeNull();
  });

  it('takes nothing from the application folder of a packaged till', () => {
    const appFolder = checkoutWith(JSON.stringify(facts));
    const packagedFolder = temporaryFolder();
    const read = readRuntimeFacts({ appFolder, packagedFolder, electronVersion: '33.2.1' });
    expect(read).toMatchObject({ sqliteNativeBinding: null, nodeForReader: null });
  });
});

describe('readerPlaces', () => {
  it('tries this Electron first where that may work, then a Node, and stays in Electron as the last resort', () => {
    expect(readerPlaces({ ...facts, pcscliteForElectron: true })).toEqual([
      { kind: 'utility', lastResort: false },
      { kind: 'node', node: '/native/node', lastResort: false },
      { kind: 'utility', lastResort: true },
    ]);
  });

  it('goes straight to the Node where the native part cannot load in Electron', () => {
    expect(readerPlaces(facts).map((place) => place.kind)).toEqual(['node', 'utility']);
  });

  it('always has a last resort', () => {
    expect(readerPlaces({ ...facts, nodeForReader: null })).toEqual([{ kind: 'utility', lastResort: true }]);
  });
});
