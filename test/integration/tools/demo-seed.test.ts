/** `vafa demo seed` on a real folder with real encrypted files. */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { writeDevice } from '#electron/till/db/stores/device-store.ts';
import { createMemberStore } from '#electron/till/db/stores/member-store.ts';
import type { MemberStore } from '#electron/till/db/stores/member-store.ts';
import { readChain } from '#electron/till/db/stores/chain-store.ts';
import type { ChainAtTill } from '#electron/till/db/stores/chain-store.ts';
import { tillKeyBytes } from '#electron/till/node-ports.ts';
import { tillKeysSchema } from '#shared/contracts/supervision.ts';
import { daysToBirthday } from '#shared/domain/calendar.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import type { Member } from '#shared/domain/member.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { demoDeviceId } from '#tools/demo/demo-facts.ts';
import { silverMember } from '#tools/demo/demo-roster.ts';

const project = path.join(import.meta.dirname, '..', '..', '..');

type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function seed(...options: readonly string[]): Ended {
  const command = [path.join(project, 'tools', 'vafa.ts'), 'demo', 'seed', ...options];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
}

type SeededCache = { readonly chain: ChainAtTill; readonly birthDateOf: (cardUid: string) => string | null };

function openSeeded(folder: string): SeededCache {
  const db = expectOk(
    openDatabaseToRead({
      path: path.join(folder, 'cache.db'),
      key: keyOf(folder),
      nativeBinding: null,
      kind: cacheKind,
    }),
  );
  onTestFinished(() => db.close());
  const chain = readChain(db);
  const members = createMemberStore(db, chain.storeNumbers);
  return { chain, birthDateOf: (cardUid) => memberWithCard(members, cardUid).birthDate };
}

function keyOf(folder: string): Uint8Array {
  const keys = tillKeysSchema.parse(JSON.parse(readFileSync(path.join(folder, 'till.key'), 'utf8')));
  return tillKeyBytes(keys).databaseKey;
}

function memberWithCard(members: MemberStore, text: string): Member {
  const cardUid = parseCardUid(text);
  const found = cardUid === undefined ? undefined : members.byCard(cardUid);
  if (found === undefined) expect.fail(`nobody has the card ${text}`);
  return found.stored.member;
}

it('fills a new folder with keys for this user alone and a cache that the till can open', () => {
  const folder = path.join(temporaryFolder(), 'new');
  const ended = seed('--members', '40', '--data', folder, '--at', '2026-11-21T10:00:00+03:30');
  expect(ended.stderr).toContain('100 %');
  expect({ status: ended.status, stdout: ended.stdout.split(' ').slice(0, 2) }).toEqual({
    status: 0,
    stdout: ['40', 'members'],
  });
  for (const name of ['till.key', 'cache.db']) {
    expect([name, statSync(path.join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  }
  const { chain, birthDateOf } = openSeeded(folder);
  expect(chain.chainId).toBe('demo-sarv');
  expect(chain.demoCards).toHaveLength(6);
  expect(daysToBirthday(birthDateOf(silverMember.cardUid) ?? '', '2026-11-21', 'persian')).toBe(0);
});

it('refuses a file in the place of the folder, and leaves it as it was', () => {
  const file = path.join(temporaryFolder(), 'notes.txt');
  writeFileSync(file, 'mine');
  const ended = seed('--members', '1', '--data', file);
  expect([ended.status, ended.stderr.split(':')[0]]).toEqual([3, 'file_unreadable']);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

it('keeps the keys of a folder that it fills again', () => {
  const folder = temporaryFolder();
  expect(seed('--members', '10', '--data', folder).status).toBe(0);
  const keys = readFileSync(path.join(folder, 'till.key'), 'utf8');
  expect(seed('--members', '20', '--data', folder).status).toBe(0);
  expect(readFileSync(path.join(folder, 'till.key'), 'utf8')).toBe(keys);
});

it('refuses a folder whose ledger it has no key for, and adds nothing to it', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'ledger.db'), 'somebody else wrote this');
  const ended = seed('--members', '10', '--data', folder);
  expect(ended.status).toBe(5);
  expect(ended.stderr).toMatch(/^key_unavailable: /m);
  expect(readdirSync(folder)).toEqual(['ledger.db']);
});

it('refuses a folder whose ledger another till made entries in, and changes nothing in it', () => {
  const folder = temporaryFolder();
  expect(seed('--members', '10', '--data', folder).status).toBe(0);
  writeLedgerOf(uuid('00000000-0000-4000-8000-000000000001'), folder);
  rmSync(path.join(folder, 'cache.db'));
  const ended = seed('--members', '10', '--data', folder);
  expect(ended.status).toBe(3);
  expect(ended.stderr).toMatch(/^other_chain: This folder holds the ledger of another chain\./m);
  expect(existsSync(path.join(folder, 'cache.db'))).toBe(false);
});

it('fills a folder again whose ledger the demo till made entries in', () => {
  const folder = temporaryFolder();
  expect(seed('--members', '10', '--data', folder).status).toBe(0);
  writeLedgerOf(demoDeviceId, folder);
  expect(seed('--members', '20', '--data', folder).status).toBe(0);
});

it('refuses a folder whose ledger its key does not open, and adds nothing to it', () => {
  const folder = temporaryFolder();
  expect(seed('--members', '10', '--data', folder).status).toBe(0);
  rmSync(path.join(folder, 'cache.db'));
  writeFileSync(path.join(folder, 'ledger.db'), randomBytes(8_192));
  const ended = seed('--members', '10', '--data', folder);
  expect(ended.status).toBe(3);
  expect(ended.stderr).toMatch(/^database_key_wrong: /m);
  expect(readdirSync(folder).toSorted()).toEqual(['ledger.db', 'till.key']);
});

function writeLedgerOf(deviceId: Uuid, folder: string): void {
  const place = { path: path.join(folder, 'ledger.db'), key: keyOf(folder), nativeBinding: null };
  const db = expectOk(openDatabase({ ...place, kind: ledgerKind, mode: 'create', durability: 'FULL' }));
  writeDevice(db, deviceId);
  db.close();
}

it.each([
  ['no members', ['--members', '0'], 2],
  ['more members than the demo can make', ['--members', '5000001'], 2],
  ['an instant without a zone', ['--at', '2026-11-21T10:00:00'], 3],
])('refuses %s and makes no folder', (_, options, status) => {
  const folder = path.join(temporaryFolder(), 'never');
  const ended = seed('--data', folder, ...options);
  expect(ended.status).toBe(status);
  expect(ended.stdout).toBe('');
  expect(existsSync(folder)).toBe(false);
});
