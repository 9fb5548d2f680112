/** `npm run hq -- rotate-key`. */

import type { Command } from 'commander';
import { openFormerHqKeys } from '#sync/server/keys/hq-keys.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { exitCodesHelp } from '../commands/exit-codes.ts';
import { configOf, withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

export function registerRotateKey(program: Command): void {
  withPlaceOptions(program.command('rotate-key'))
    .description('Make a new service key, vouched for by the present one, which stays valid beside it.')
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']))
    .action(rotateKey);
}

function rotateKey(options: PlaceOptions): void {
  const { keysFile, keysPassphrase } = configOf(options);
  const keys = openFormerHqKeys({ ...nodeHqPorts, file: keysFile, passphrase: keysPassphrase });
  if (!keys.ok) {
    process.exitCode = sayFailure(keys.error);
    return;
  }
  const rotated = keys.value.rotate();
  if (!rotated.ok) {
    process.exitCode = sayFailure(rotated.error);
    return;
  }
  const { current } = keys.value.serviceKeys;
  process.stdout.write(
    `New service key ${current.keyId}. Start every HQ process again, one after the other.\n`,
  );
}
