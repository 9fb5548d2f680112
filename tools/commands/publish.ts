/** `vafa publish`: what the persons do who put rule sets in force, each with a key of their own. */

import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import {
  publishersAnswer,
  ruleSetAnswer,
  ruleSetsAnswer,
  ruleSetView,
} from '#shared/contracts/hq/publishing.ts';
import type { RuleSetView } from '#shared/contracts/hq/publishing.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { publishBytes } from '#sync/core/envelope.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { createPublishClient } from './publish-client.ts';
import { sayPublishFailure } from './publish-failure.ts';
import { makeKeyFile, openKeyFile } from './publish-key-file.ts';
import type { Asking, PublisherOptions, PublishOutcome } from './publish-options.ts';
import { passphraseVariable, readPassphrase } from './publish-passphrase.ts';
import { registerPublishers } from './publish-publishers.ts';
import { readJsonFile } from './read-json-file.ts';

const help = `
The passphrase of the key is asked for at the terminal, or taken from ${passphraseVariable}; it is never an argument.
docs/publishing.md walks through it.
${exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment'])}`;

export function registerPublish(program: Command): void {
  const publish = program
    .command('publish')
    .description('Put rule sets in force: proposed by one publisher, approved by another.');
  publish
    .command('keygen')
    .description('Make a key of your own. Its public part is printed, for the list of publishers.')
    .requiredOption('--out <file>', 'file to write; must not exist')
    .addHelpText('after', help)
    .action((options: { readonly out: string }) => print(keygen(options.out)));
  asPublisher(publish.command('propose'))
    .description('Propose a rule set and sign it: one more publisher has to approve it.')
    .requiredOption('--rule-set <file>', 'rule set (JSON) of any version')
    .action((options: PublisherOptions & { readonly ruleSet: string }) =>
      print(withKey(options, (asking) => proposeFile(asking, options.ruleSet))),
    );
  asPublisher(publish.command('approve'))
    .description('Sign a proposed rule set, after its text was fetched and compared with its hash.')
    .requiredOption('--hash <hash>', 'hash of the rule set, as the proposer told it')
    .action((options: PublisherOptions & { readonly hash: string }) =>
      print(withKey(options, (asking) => approveHash(asking, options.hash))),
    );
  asPublisher(publish.command('rollback'))
    .description(
      'Put a rule set that was in force before into force again: one more publisher has to want it.',
    )
    .requiredOption('--hash <hash>', 'hash of the rule set')
    .action((options: PublisherOptions & { readonly hash: string }) =>
      print(withKey(options, (asking) => rollBack(asking, options.hash))),
    );
  asPublisher(publish.command('status'))
    .description('Say which rule sets are proposed, in force or former, and who is to publish them.')
    .action((options: PublisherOptions) => print(withKey(options, status)));
  registerPublishers(publish, { asPublisher, print, withKey });
}

function asPublisher(command: Command): Command {
  return command
    .requiredOption('--hq <address>', 'address of HQ, such as https://hq.example')
    .requiredOption('--key <file>', 'your key, made by keygen')
    .addHelpText('after', help);
}

async function print(outcome: PublishOutcome): Promise<void> {
  const result = await outcome;
  if (result.ok) process.stdout.write(result.value);
  else process.exitCode = sayPublishFailure(result.error);
}

async function withKey(
  { hq, key: file }: PublisherOptions,
  work: (asking: Asking) => PublishOutcome,
): PublishOutcome {
  const passphrase = await readPassphrase('Passphrase: ');
  if (!passphrase.ok) return passphrase;
  const key = openKeyFile(file, passphrase.value);
  if (!key.ok) return key;
  const client = createPublishClient(hq, key.value);
  return client.ok ? work({ ask: client.value, key: key.value }) : client;
}

async function keygen(out: string): PublishOutcome {
  const passphrase = await readPassphrase('New passphrase: ');
  if (!passphrase.ok) return passphrase;
  const made = makeKeyFile(out, passphrase.value, Date.now());
  return made.ok ? ok(`${JSON.stringify(made.value)}\n`) : made;
}

async function proposeFile({ ask, key }: Asking, file: string): PublishOutcome {
  const json = await readJsonFile(file, { schema: z.unknown(), invalidCode: 'rule_set_invalid' });
  const read = json.ok ? readRuleSet(json.value) : json;
  if (!read.ok) {
    const message = `${file} is no rule set; \`vafa rules check\` names every problem.`;
    return err({ code: 'rule_set_invalid', message });
  }
  // What is signed is what was read here, not what HQ says that it is.
  const hash = createHash('sha256').update(canonicalRuleSet(read.value)).digest('hex');
  const proposed = await ask('/rule-sets', ruleSetView, { atMs: Date.now(), ruleSet: read.value });
  if (!proposed.ok) return proposed;
  if (proposed.value.ruleSetHash !== hash) {
    return err({
      code: 'hash_other',
      message: 'HQ kept another text than the one in the file. Nothing was signed.',
    });
  }
  return sign({ ask, key }, hash);
}

async function approveHash({ ask, key }: Asking, hash: string): PublishOutcome {
  const found = await ask(`/rule-sets/${encodeURIComponent(hash)}`, ruleSetAnswer);
  if (!found.ok) return found;
  const { canonicalJson } = found.value;
  if (createHash('sha256').update(canonicalJson).digest('hex') !== hash) {
    return err({ code: 'hash_other', message: 'The text at HQ has another hash. Nothing was signed.' });
  }
  const read = readRuleSet(JSON.parse(canonicalJson));
  if (!read.ok) return err({ code: 'rule_set_invalid', message: 'The text at HQ is no rule set.' });
  process.stderr.write(`${read.value.ruleSetId}: ${read.value.offers.length} offers\n`);
  return sign({ ask, key }, hash);
}

async function sign({ ask, key }: Asking, hash: string): PublishOutcome {
  const message = publishBytes(new Uint8Array(Buffer.from(hash, 'hex')), {
    utf8: { encode: (text) => new TextEncoder().encode(text) },
  });
  const signature = bytesToHex(key.sign(message));
  const body = { atMs: Date.now(), signature };
  const approved = await ask(`/rule-sets/${hash}/approval`, ruleSetView, body);
  return approved.ok ? ok(line(approved.value)) : approved;
}

async function rollBack({ ask }: Asking, hash: string): PublishOutcome {
  const body = { atMs: Date.now() };
  const done = await ask(`/rule-sets/${encodeURIComponent(hash)}/rollback`, ruleSetView, body);
  return done.ok ? ok(line(done.value)) : done;
}

async function status({ ask }: Asking): PublishOutcome {
  const ruleSets = await ask('/rule-sets', ruleSetsAnswer);
  if (!ruleSets.ok) return ruleSets;
  const list = await ask('/publishers', publishersAnswer);
  if (!list.ok) return list;
  const people = list.value.publishers?.publishers ?? [];
  const version = list.value.publishers?.version ?? 0;
  const rows = people.map(({ publisherId, publicKey }) => `publisher ${publisherId} ${publicKey}\n`);
  return ok(`${ruleSets.value.ruleSets.map(line).join('')}publishers, version ${version}\n${rows.join('')}`);
}

function line({ ruleSetHash, state, approvedBy, rollBackBy, missing }: RuleSetView): string {
  if (rollBackBy.length > 0) return `${ruleSetHash} ${state}: wanted back, ${missing} more needed\n`;
  const needs = missing === 0 ? '' : `, ${missing} more needed`;
  return `${ruleSetHash} ${state}: ${approvedBy.length} approvals${needs}\n`;
}
