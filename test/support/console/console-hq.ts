/** An HQ of its own for tests of its pages: a process and a data folder that whoever started it ends. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startOwnProcess } from '#tools/launch/own-process.ts';

export type ConsoleHq = {
  readonly url: string;
  readonly dataFolder: string;
  /** The one-time link for the first administrator, as it was printed. */
  readonly firstLink: string;
  readonly stop: () => Promise<void>;
};

const entry = path.resolve(import.meta.dirname, '../../../tools/hq.ts');

export async function startConsoleHq(): Promise<ConsoleHq> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'vafa-console-hq-'));
  const { HQ_DATABASE_URL: _url, HQ_KEY_PASSPHRASE: _passphrase, ...env } = process.env;
  // Ended with this process at the latest, also when what was started beside it has failed.
  const { child, ended } = startOwnProcess(process.execPath, [entry, '--data', dataFolder, '--port', '0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const printed = await new Promise<{ readonly url: string; readonly firstLink: string }>(
    (resolve, reject) => {
      child.stderr?.on('data', (part: Buffer) => {
        said += part.toString();
        const url = /HQ is running: (\S+)/.exec(said)?.[1];
        const firstLink = /(\S+\/console\/#setup=\S+)\n/.exec(said)?.[1];
        if (url !== undefined && firstLink !== undefined) resolve({ url, firstLink });
      });
      void ended.then(() => reject(new Error(`HQ ended: ${said}`)));
    },
  );
  return {
    ...printed,
    dataFolder,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
