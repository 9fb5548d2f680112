/** `vafa publish publishers …`: the list of who may publish, made, signed by two of the list before, and sent. */

import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { z } from 'zod';
import { publishersSchema } from '#shared/contracts/sync/pull-records.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { publishersBytes } from '#sync/core/publishers.ts';
import type { PublishFailure } from './publish-failure.ts';
import { openKeyFile } from './publish-key-file.ts';
import type { Asking, PublisherOptions, PublishOutcome } from './publish-options.ts';
import { readPassphrase } from './publish-passphrase.ts';

type Shell = {
  readonly asPublisher: (command: Command) => Command;
  readonly print: (outcome: PublishOutcome) => Promise<void>;
  readonly withKey: (options: PublisherOptions, work: (asking: Asking) => PublishOutcome) => PublishOutcome;
};

/** What is printed of a list is for people who compare it; the file is what counts. */
export function registerPublishers(publish: Command, { asPublisher, print, withKey }: Shell): void {
  const publishers = publish.command('publishers').description('The list of who may publish.');
  publishers
    .command('sign')
    .description('Add your signature to a list (JSON file) that shall come after the one in force.')
    .requiredOption('--key <file>', 'your key, made by keygen')
    .requiredOption('--list <file>', 'the list; your signature is written into it')
    .action((options: { readonly key: string; readonly list: string }) => print(signList(options)));
  asPublisher(publishers.command('send'))
    .description('Put a list in force that two publishers of the list before have signed.')
    .requiredOption('--list <file>', 'the signed list')
    .action((options: PublisherOptions & { readonly list: string }) =>
      print(withKey(options, (asking) => sendList(asking, options.list))),
    );
}

async function signList({
  key: keyFile,
  list: listFile,
}: {
  readonly key: string;
  readonly list: string;
}): PublishOutcome {
  const list = readList(listFile);
  if (!list.ok) return list;
  const passphrase = await readPassphrase('Passphrase: ');
  if (!passphrase.ok) return passphrase;
  const key = openKeyFile(keyFile, passphrase.value);
  if (!key.ok) return key;
  const { publisherId, sign } = key.value;
  const message = publishersBytes(list.value, {
    utf8: { encode: (text) => new TextEncoder().encode(text) },
  });
  const others = list.value.signatures.filter((other) => other.publisherId !== publisherId);
  const signatures = [...others, { publisherId, signature: bytesToHex(sign(message)) }];
  writeFileSync(listFile, `${JSON.stringify({ ...list.value, signatures }, null, 2)}\n`);
  return ok(`version ${list.value.version}: ${signatures.length} signatures\n`);
}

async function sendList({ ask }: Asking, listFile: string): PublishOutcome {
  const list = readList(listFile);
  if (!list.ok) return list;
  const sent = await ask('/publishers', publishersSchema, { atMs: Date.now(), publishers: list.value });
  return sent.ok ? ok(`version ${sent.value.version} is in force\n`) : sent;
}

function readList(file: string): Result<z.output<typeof publishersSchema>, PublishFailure> {
  const message = `${file} is no list of publishers; docs/publishing.md shows one.`;
  try {
    const parsed = publishersSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? ok(parsed.data) : err({ code: 'list_unreadable', message });
  } catch {
    return err({ code: 'list_unreadable', message }); // no file, or no JSON
  }
}
