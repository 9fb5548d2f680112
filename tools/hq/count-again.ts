/** `npm run hq -- count-again`: makes every sum of HQ again from what tills sent, and checks that nothing is made or lost. */

import type { Command } from 'commander';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import type { AgainProgress } from '#sync/server/truth/count-again.ts';
import { wholeNumberOption } from '../commands/whole-number-option.ts';
import { exitCodes, exitCodesHelp } from '../commands/exit-codes.ts';
import { openHq } from './open-hq.ts';
import { withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

const help = `
In slices, beside an HQ that may be running: until the end everybody reads and counts on in the sums of before, and a
stop changes nothing. Run it again on the same day, and it goes on where it was stopped.
${exitCodesHelp(['ok', 'bug', 'usage', 'environment'])}`;

export function registerCountAgain(program: Command): void {
  withPlaceOptions(program.command('count-again'))
    .description('Make all sums again from the stored entries.')
    .option('--slice <entries>', 'entries of one slice', sliceOption, 5_000)
    .option('--anew', 'begin at the beginning, whatever a run that was stopped has done')
    .addHelpText('after', help)
    .action(run);
}

type CountAgainOptions = PlaceOptions & { readonly anew?: boolean; readonly slice: number };

async function run(options: CountAgainOptions): Promise<void> {
  const opened = await openHq(options);
  if (!opened.ok) {
    process.exitCode = sayFailure(opened.error);
    return;
  }
  try {
    const { deps } = opened.value;
    const { entries, turns } = await countAgain(
      { ...deps, ruleSets: createCompiledRuleSets() },
      { isAnew: options.anew ?? false, entriesMax: options.slice, onProgress: tellProgress },
    );
    const { isSound } = await checkConservation(deps.db);
    process.stdout.write(`entries ${entries}, turns ${turns}, sums ${isSound ? 'sound' : 'differ'}\n`);
    if (!isSound) process.exitCode = exitCodes.bug;
  } finally {
    await opened.value.close();
  }
}

function sliceOption(text: string): number {
  return wholeNumberOption(text, { min: 1, max: 1_000_000 });
}

/** On the stream of errors, as everything that is no result. */
function tellProgress({ turn, newest, entries }: AgainProgress): void {
  process.stderr.write(`turn ${turn} of ${newest}, ${entries} entries\n`);
}
