/** `npm run hq -- publishers --from FILE`: sets the first list of publishers, on the machine that runs HQ. */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { publishersSchema } from '#shared/contracts/sync/pull-records.ts';
import type { SignedPublisherList } from '#sync/core/publishers.ts';
import { changePublishers } from '#sync/server/publication/change-publishers.ts';
import { exitCodes, exitCodesHelp } from '../commands/exit-codes.ts';
import { openHq } from './open-hq.ts';
import { withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

const help = `
The file holds { "version": 1, "publishers": [{ "publisherId", "publicKey" }, …], "signatures": [], "limits": null }.
A list that is in force is only followed by one that two of its publishers signed; docs/publishing.md shows how.
${exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment'])}`;

export function registerPublishers(program: Command): void {
  withPlaceOptions(program.command('publishers'))
    .description('Say who may publish rule sets, before anybody could.')
    .requiredOption('--from <file>', 'list of publishers (JSON)')
    .addHelpText('after', help)
    .action(setPublishers);
}

async function setPublishers(options: PlaceOptions & { readonly from: string }): Promise<void> {
  const list = readList(options.from);
  if (list === undefined) {
    process.stderr.write(`list_unreadable: ${options.from} is no list of publishers.\n`);
    process.exitCode = exitCodes.badInput;
    return;
  }
  const opened = await openHq(options);
  if (!opened.ok) {
    process.exitCode = sayFailure(opened.error);
    return;
  }
  try {
    const changed = await changePublishers(opened.value.deps, { list });
    if (changed.ok) {
      process.stdout.write(`version ${list.version}: ${list.publishers.length} publishers\n`);
      return;
    }
    process.stderr.write(
      'list_refused: There is a list already that has not signed this one, or this one has fewer than two persons.\n',
    );
    process.exitCode = exitCodes.badInput;
  } finally {
    await opened.value.close();
  }
}

function readList(file: string): SignedPublisherList | undefined {
  try {
    const parsed = publishersSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // no file, or no JSON: the caller says so
  }
}
