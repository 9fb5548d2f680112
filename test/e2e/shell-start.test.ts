/** What the command line answers when the till cannot start as asked. */

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { electronArguments, tillEnvironment } from '#tools/launch/launch-till.ts';
import { readRuntimeFile } from '#tools/setup/runtime-file.ts';
import { shellFolder } from '#test/support/launch-shell.ts';

type Ended = { readonly code: number | null; readonly printed: string };

async function startWith(dataDir: string, args: readonly string[]): Promise<Ended> {
  const runtime = await readRuntimeFile();
  if (runtime === undefined) throw new Error('the set-up was not run');
  const launch = { dataDir, args };
  // Without the folder for the browser's files, which Electron would make before the till is asked.
  const switches = electronArguments(launch).filter((arg) => !arg.startsWith('--user-data-dir'));
  const till = spawn(runtime.electronExecutable, switches, {
    env: tillEnvironment(launch),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  till.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve) => till.once('close', (code) => resolve({ code, printed })));
}

test('a switch that makes no sense is answered with a sentence and the list of switches', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const { code, printed } = await startWith(dataDir, ['--lang=de']);
  expect(code).toBe(2);
  expect(printed).toContain('--lang is fa or en');
  expect(printed).toContain('--data-dir=DIR');
  removeFolder();
});

test('a data folder that cannot be used is named, and nothing opens', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const file = path.join(dataDir, 'file');
  writeFileSync(file, '');
  const { code, printed } = await startWith(path.join(file, 'till'), ['--demo']);
  expect(code).toBe(3);
  expect(printed).toContain('The data folder cannot be used');
  removeFolder();
});
