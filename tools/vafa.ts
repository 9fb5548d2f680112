/** `npm run -s vafa -- <command>`: what support and developers do without a screen. */

import { Command, CommanderError } from 'commander';
import { exitCodes, exitCodesHelp } from './commands/exit-codes.ts';
import { registerNamed } from './commands/vafa-commands.ts';

const program = new Command('vafa')
  .description('Vafa on the command line. Answers go to standard output, failures to standard error.')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'usage: ')) })
  .showHelpAfterError('Next step: add --help to see how this command is used.')
  .addHelpText('after', exitCodesHelp())
  .exitOverride();

await registerNamed(program, process.argv.slice(2));

try {
  await program.parseAsync();
} catch (ending) {
  if (!(ending instanceof CommanderError)) throw ending;
  // Help and version end with 0; whatever else the parser refuses is wrong use.
  process.exitCode = ending.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}
