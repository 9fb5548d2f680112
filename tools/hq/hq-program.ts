/** All commands of HQ: running it, and what is done to it from the command line. */

import { Command, CommanderError } from 'commander';
import { exitCodes, exitCodesHelp } from '../commands/exit-codes.ts';
import { registerBackup } from './backup.ts';
import { registerCountAgain } from './count-again.ts';
import { registerImport } from './import.ts';
import { registerImportBacklog } from './import-backlog.ts';
import { registerLink } from './link.ts';
import { registerPublishers } from './publishers.ts';
import { registerRotateKey } from './rotate-key.ts';
import { registerRun } from './run.ts';

/**
 * Does what the command line says and sets the exit code. `leaveStopping` ends what made this run end at once when it is
 * told to stop: HQ itself stops in order.
 */
export async function runHqProgram(leaveStopping: () => void): Promise<void> {
  const program = new Command('hq')
    .description('The central server of a chain.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'usage: ')) })
    .showHelpAfterError('Next step: add --help to see how this command is used.')
    .addHelpText('after', exitCodesHelp())
    .exitOverride();

  registerRun(program, leaveStopping);
  registerBackup(program);
  registerCountAgain(program);
  registerImport(program);
  registerImportBacklog(program);
  registerPublishers(program);
  registerRotateKey(program);
  registerLink(program);

  try {
    await program.parseAsync();
  } catch (ending) {
    if (!(ending instanceof CommanderError)) throw ending;
    // Help and version end with 0; whatever else the parser refuses is wrong use.
    process.exitCode = ending.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
}
