/** `vafa score`: what a basket would get under a rule set, as JSON. */

import type { Command } from 'commander';
import { err } from '#shared/kernel/result.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { runCommand } from './run-command.ts';

export function registerScore(program: Command): void {
  program
    .command('score')
    .description('Score a basket under a rule set and print the whole answer as JSON.')
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput']))
    .action(() => runCommand(() => err({ error: appError('internal'), exitCode: exitCodes.bug })));
}
