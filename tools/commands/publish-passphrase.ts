/** The passphrase of a publisher's key: typed at the terminal without being shown, or from the environment. */

import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { PublishFailure } from './publish-failure.ts';

/** For scripts; never an argument, which every user of the machine could read. */
export const passphraseVariable = 'VAFA_PUBLISHER_PASSPHRASE';

export async function readPassphrase(question: string): Promise<Result<string, PublishFailure>> {
  const given = process.env[passphraseVariable];
  if (given !== undefined && given !== '') return ok(given);
  if (process.stdin.isTTY !== true) {
    const message = `There is no terminal to ask at. Set ${passphraseVariable}.`;
    return err({ code: 'passphrase_missing', message });
  }
  return ok(await ask(question));
}

/** The terminal echoes through the output of the reader, which goes nowhere here. */
function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    reader.question('', (answer) => {
      reader.close();
      process.stderr.write('\n');
      resolve(answer);
    });
  });
}
