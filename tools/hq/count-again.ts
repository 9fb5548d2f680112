/** `npm run hq -- count-again`: makes every sum of HQ again from what tills sent, and checks that nothing is made or lost. */

import type { Command } from 'commander';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import { exitCodes, exitCodesHelp } from '../commands/exit-codes.ts';
import { openHq } from './open-hq.ts';
import { withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

const help = `
One step: until it ends everybody reads the sums of before, and a stop in between changes nothing. Entries that come
meanwhile are counted afterwards.
${exitCodesHelp(['ok', 'bug', 'usage', 'environment'])}`;

export function registerCountAgain(program: Command): void {
  withPlaceOptions(program.command('count-again'))
    .description('Make all sums again from the stored entries.')
    .addHelpText('after', help)
    .action(run);
}

async function run(options: PlaceOptions): Promise<void> {
  const opened = await openHq(options);
  if (!opened.ok) {
    process.exitCode = sayFailure(opened.error);
    return;
  }
  try {
    const { deps } = opened.value;
    const { entries, turns } = await countAgain({ ...deps, ruleSets: createCompiledRuleSets() });
    const { isSound } = await checkConservation(deps.db);
    process.stdout.write(`entries ${entries}, turns ${turns}, sums ${isSound ? 'sound' : 'differ'}\n`);
    if (!isSound) process.exitCode = exitCodes.bug;
  } finally {
    await opened.value.close();
  }
}
