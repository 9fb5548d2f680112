/** `vafa demo`: the demo chain, as files of the program and as the data folder of a till. */

import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import { localDate } from '#shared/domain/calendar.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { demoMemberCount, demoMembersMax, demoTimeZone } from '../demo/demo-facts.ts';
import { createProgressLine } from '../demo/progress-line.ts';
import { seedDataFolder } from '../demo/seed-data-folder.ts';
import { writeDemoFiles } from '../demo/write-demo-files.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { parseInstant } from './parse-instant.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type SeedOptions = { readonly members: number; readonly data: string; readonly at?: string };

const resourcesFolder = path.join(import.meta.dirname, '..', '..', 'resources', 'demo');

export function registerDemo(program: Command): void {
  const demo = program.command('demo').description('The demo chain.');
  demo
    .command('seed')
    .description('Fill the data folder of a till with the demo chain, at any number of members.')
    .requiredOption(
      '--members <number>',
      `members, 1 to ${demoMembersMax}`,
      memberCountOption,
      demoMemberCount,
    )
    .requiredOption('--data <folder>', 'data folder of the till; made when it is missing')
    .option(
      '--at <instant>',
      "instant of the demo, ISO 8601 with a zone: the tray's silver member has a birthday that day; default now",
    )
    .addHelpText(
      'after',
      '\nOpen it with: npm start -- --data-dir=FOLDER (a full path). Close that till before seeding again.',
    )
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']))
    .action((options: SeedOptions) => {
      // What the till makes in its folder is for this user alone, and so is what is made here for it.
      process.umask(0o077);
      return runCommand(() => seed(options));
    });
  demo
    .command('files')
    .description("Write the demo chain's own files again from the seed: they come out as they are.")
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage']))
    .action(() => runCommand(() => ok(`${writeDemoFiles(resourcesFolder).join('\n')}\n`)));
}

async function seed({ members, data, at }: SeedOptions): Promise<CommandOutcome> {
  const atMs = instantOf(at);
  if (atMs === undefined) {
    return err({
      error: appError('instant_invalid', { option: '--at', value: at ?? '' }),
      exitCode: exitCodes.badInput,
    });
  }
  const birthdayOn = localDate(atMs, demoTimeZone);
  const progress = createProgressLine('Members', members);
  const seeded = await seedDataFolder({
    dataDir: path.resolve(data),
    memberCount: members,
    birthdayOn,
    onMember: progress.reached,
  });
  progress.end();
  if (!seeded.ok) return failed(seeded.error);
  const { memberCount, cardCount } = seeded.value;
  return ok(
    `${memberCount} members with ${cardCount} cards in ${data}; birthday of the silver member: ${birthdayOn}.\n`,
  );
}

/** Now, where no instant was given: seeding a folder is the one use of the demo that depends on today. */
function instantOf(text: string | undefined): EpochMs | undefined {
  return text === undefined ? epochMs(Date.now()) : parseInstant(text);
}

const inputCodes: readonly ErrorCode[] = [
  'file_unreadable',
  'other_chain',
  'database_newer',
  'database_key_wrong',
  'database_damaged',
];

function failed(error: AppError): CommandOutcome {
  const exitCode: ExitCode = inputCodes.includes(error.code) ? exitCodes.badInput : exitCodes.environment;
  return err({ error, exitCode });
}

function memberCountOption(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > demoMembersMax) throw new InvalidArgumentError(`From 1 to ${demoMembersMax}.`);
  return count;
}
