import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '#electron/main/data-folder.ts';
import { keepKeys } from '#electron/main/keep-keys.ts';
import type { KeyKeepingDeps, KeyVault } from '#electron/main/keep-keys.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** Stands for a key store: what it sealed reads as nothing to any other one. */
function vaultOf(owner: string, canSeal = true): KeyVault {
  const mark = `${owner}:`;
  return {
    canSeal: () => canSeal,
    seal: (text) => Buffer.from(mark + Buffer.from(text).toString('base64')),
    unseal: (sealed) => {
      const text = Buffer.from(sealed).toString();
      return text.startsWith(mark) ? Buffer.from(text.slice(mark.length), 'base64').toString() : undefined;
    },
  };
}

function depsFor(folder: string, changes: Partial<KeyKeepingDeps> = {}): KeyKeepingDeps {
  return {
    demo: false,
    vault: vaultOf('shop'),
    files: openDataFolder(folder),
    randomBytes: createSeededRng(7).bytes,
    ...changes,
  };
}

describe('keepKeys', () => {
  it('makes keys once for an empty folder, and finds the same ones at every later start', async () => {
    const folder = temporaryFolder();
    const first = expectOk(await keepKeys(depsFor(folder)));
    const second = expectOk(await keepKeys(depsFor(folder, { randomBytes: createSeededRng(8).bytes })));
    expect(first.keyKeeping).toBe('sealed');
    expect(second).toEqual(first);
    expect(new Set(Object.values(first.keys)).size).toBe(3);
  });

  it('writes no key in plain text when it seals', async () => {
    const folder = temporaryFolder();
    const { keys } = expectOk(await keepKeys(depsFor(folder)));
    expect(readdirSync(folder)).toEqual(['till.key.sealed']);
    const written = readFileSync(path.join(folder, 'till.key.sealed'), 'utf8');
    for (const key of Object.values(keys)) expect(written).not.toContain(key);
  });

  it('refuses to run without a key store, and writes nothing', async () => {
    const folder = temporaryFolder();
    expect(expectCode(await keepKeys(depsFor(folder, { vault: vaultOf('shop', false) })))).toBe(
      'key_unavailable',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps the keys of a demo in a file that only this user can read, and says so', async () => {
    const folder = temporaryFolder();
    const deps = depsFor(folder, { demo: true, vault: vaultOf('shop', false) });
    const { keys, keyKeeping } = expectOk(await keepKeys(deps));
    expect(keyKeeping).toBe('demoFile');
    const file = path.join(folder, 'till.key');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(keys);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(expectOk(await keepKeys(deps)).keys).toEqual(keys);
  });

  it.each([true, false])('never makes new keys beside a ledger (demo: %s)', async (demo) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'ledger.db'), 'the entries of a shop');
    expect(expectCode(await keepKeys(depsFor(folder, { demo })))).toBe('key_unavailable');
    expect(readdirSync(folder)).toEqual(['ledger.db']);
  });

  it('does not open the folder of a demo as that of a shop', async () => {
    const folder = temporaryFolder();
    expectOk(await keepKeys(depsFor(folder, { demo: true })));
    writeFileSync(path.join(folder, 'ledger.db'), 'the entries of a demo');
    expect(expectCode(await keepKeys(depsFor(folder)))).toBe('key_unavailable');
    expect(existsSync(path.join(folder, 'till.key.sealed'))).toBe(false);
  });

  it('answers key_unavailable for keys that were sealed elsewhere, and leaves them as they are', async () => {
    const folder = temporaryFolder();
    expectOk(await keepKeys(depsFor(folder)));
    const before = readFileSync(path.join(folder, 'till.key.sealed'));
    expect(expectCode(await keepKeys(depsFor(folder, { vault: vaultOf('thief') })))).toBe('key_unavailable');
    expect(readFileSync(path.join(folder, 'till.key.sealed'))).toEqual(before);
  });

  it.each(['', '{', '{}', '{"databaseKey":"00"}', '[]', 'null'])(
    'refuses the damaged key file %j',
    async (text) => {
      const folder = temporaryFolder();
      writeFileSync(path.join(folder, 'till.key'), text);
      expect(expectCode(await keepKeys(depsFor(folder, { demo: true })))).toBe('key_unavailable');
      expect(readFileSync(path.join(folder, 'till.key'), 'utf8')).toBe(text);
    },
  );

  it('starts again cleanly after a start that was cut off while it wrote the keys', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'till.key.incoming'), '{"databaseKey":"0');
    expectOk(await keepKeys(depsFor(folder, { demo: true })));
    expect(readdirSync(folder)).toEqual(['till.key']);
  });

  it('tells a full disk from a key that cannot be had', async () => {
    const folder = temporaryFolder();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const files = { ...openDataFolder(folder), create: () => Promise.reject(full) };
    expect(expectCode(await keepKeys(depsFor(folder, { files })))).toBe('disk_full');
  });

  it('answers key_unavailable when the folder cannot be used as a folder', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    expect(expectCode(await keepKeys(depsFor(file)))).toBe('key_unavailable');
  });

  it('does not take a seal that it cannot open again for a kept key', async () => {
    const folder = temporaryFolder();
    const vault = { ...vaultOf('shop'), seal: () => Buffer.from('nothing') };
    expect(expectCode(await keepKeys(depsFor(folder, { vault })))).toBe('key_unavailable');
    expect(readdirSync(folder)).toEqual([]);
  });
});
