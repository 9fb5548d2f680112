/** `npm run -s vafa -- <command>`: what support and developers do without a screen. */

import { Command, CommanderError } from 'commander';
import { registerCard } from './commands/card.ts';
import { registerDemo } from './commands/demo.ts';
import { exitCodes, exitCodesHelp } from './commands/exit-codes.ts';
import { registerHistory } from './commands/history.ts';
import { registerLedger } from './commands/ledger.ts';
import { registerProgramme } from './commands/programme.ts';
import { registerPublish } from './commands/publish.ts';
import { registerRules } from './commands/rules.ts';
import { registerSchema } from './commands/schema.ts';
import { registerScore } from './commands/score.ts';
import { registerTill } from './commands/till.ts';
import { registerSimulate } from './commands/simulate.ts';

const program = new Command('vafa')
  .description('Vafa on the command line. Answers go to standard output, failures to standard error.')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'usage: ')) })
  .showHelpAfterError('Next step: add --help to see how this command is used.')
  .addHelpText('after', exitCodesHelp())
  .exitOverride();

registerScore(program);
registerCard(program);
registerDemo(program);
registerHistory(program);
registerLedger(program);
registerProgramme(program);
registerPublish(program);
registerRules(program);
registerSchema(program);
registerSimulate(program);
registerTill(program);

try {
  await program.parseAsync();
} catch (ending) {
  if (!(ending instanceof CommanderError)) throw ending;
  // Help and version end with 0; whatever else the parser refuses is wrong use.
  process.exitCode = ending.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}
