/** `npm run hq -- link`: a link to make an administrator with, for whoever can run commands on HQ's machine. */

import type { Command } from 'commander';
import { configDefaults } from '#sync/server/config.ts';
import { createLog } from '#sync/server/log.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { openForCommand } from '#sync/server/open-for-command.ts';
import { printableLink } from '#sync/server/people/setup-link.ts';
import type { MadeLink } from '#sync/server/people/setup-link.ts';
import { exitCodesHelp } from '../commands/exit-codes.ts';
import { configOf, withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

type LinkOptions = PlaceOptions & { readonly url: string };

export function registerLink(program: Command): void {
  withPlaceOptions(program.command('link'))
    .description('Print a one-time link to make an administrator with. A link printed before is void.')
    .option('--url <address>', 'address that HQ is reached at', `http://127.0.0.1:${configDefaults.port}`)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']))
    .action(link);
}

/** The token stands behind the `#`, where no server and no proxy ever sees it. */
export function linkText({ token, expiresAtMs }: MadeLink, url: string): string {
  const until = new Date(expiresAtMs).toISOString();
  return `Make an administrator, once, until ${until}:\n  ${url.replace(/\/+$/, '')}/console/#setup=${token}\n`;
}

async function link(options: LinkOptions): Promise<void> {
  const access = await openForCommand({
    config: configOf(options),
    log: createLog('error'),
    database: 'former',
  });
  if (!access.ok) {
    process.exitCode = sayFailure(access.error);
    return;
  }
  const { database } = access.value;
  try {
    const made = await printableLink({ ...nodeHqPorts, db: database.db });
    process.stdout.write(linkText(made, options.url));
  } finally {
    await database.close();
  }
}
