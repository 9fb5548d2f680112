/** The options that say which HQ a command is about. */

import type { Command } from 'commander';
import type { HqConfig } from '#sync/server/config.ts';
import { readConfig } from '#sync/server/read-config.ts';

export type PlaceOptions = { readonly data?: string; readonly keys?: string };

export function withPlaceOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'data folder of the HQ')
    .option('--keys <file>', 'key file; default: hq-keys.json in the data folder');
}

export function configOf({ data, keys }: PlaceOptions): HqConfig {
  return readConfig({
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(keys === undefined ? {} : { keysFile: keys }),
  });
}
