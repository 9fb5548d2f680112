/** `npm run hq -- [command]`: runs HQ, and what is done to it from the command line. */

import { Command, CommanderError } from 'commander';
import { exitCodes, exitCodesHelp } from './commands/exit-codes.ts';
import { registerBackup } from './hq/backup.ts';
import { registerCountAgain } from './hq/count-again.ts';
import { registerImport } from './hq/import.ts';
import { registerImportBacklog } from './hq/import-backlog.ts';
import { registerLink } from './hq/link.ts';
import { registerPublishers } from './hq/publishers.ts';
import { registerRotateKey } from './hq/rotate-key.ts';
import { registerRun } from './hq/run.ts';

const program = new Command('hq')
  .description('The central server of a chain.')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'usage: ')) })
  .showHelpAfterError('Next step: add --help to see how this command is used.')
  .addHelpText('after', exitCodesHelp())
  .exitOverride();

registerRun(program);
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
