/** `npm run hq`: HQ in the foreground, until a signal asks it to stop. */

import type { Command } from 'commander';
import { configDefaults } from '#sync/server/config.ts';
import {
  CommitUnknownError,
  DatabaseUnreachableError,
  failureKind,
} from '#sync/server/db/database-failure.ts';
import { startHq } from '#sync/server/start-hq.ts';
import type { RunningHq } from '#sync/server/start-hq.ts';
import { hasNoAccount, printableLink } from '#sync/server/people/setup-link.ts';
import { exitCodes } from '../commands/exit-codes.ts';
import { whenToldToStop } from '../launch/told-to-stop.ts';
import { wholeNumberOption } from '../commands/whole-number-option.ts';
import { linkText } from './link.ts';
import { sayFailure } from './say-failure.ts';

type RunOptions = {
  readonly data?: string;
  readonly host: string;
  readonly port: number;
  readonly keys?: string;
  readonly connections: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly behindProxy?: boolean;
};

const databasePauseMs = 1_000;

const portOption = (text: string): number => wholeNumberOption(text, { min: 0, max: 65_535 });
const connectionsOption = (text: string): number => wholeNumberOption(text, { min: 2, max: 1_000 });

/** `leaveStopping` ends what would end this process at once when it is told to stop. */
export function registerRun(program: Command, leaveStopping: () => void): void {
  program
    .command('run', { isDefault: true })
    .description('Run HQ until it is stopped (the default command).')
    .option('--data <folder>', 'keys and embedded database; made when it is missing')
    .option('--host <address>', 'address to listen on', configDefaults.host)
    .option('--port <number>', 'port to listen on; 0 takes a free one', portOption, configDefaults.port)
    .option(
      '--keys <file>',
      'key file, shared by all processes of one HQ; default: hq-keys.json in the data folder',
    )
    .option(
      '--connections <number>',
      'largest number of database connections',
      connectionsOption,
      configDefaults.connectionsMax,
    )
    .option('--tls-cert <file>', 'certificate chain in PEM; with --tls-key HQ speaks HTTPS')
    .option('--tls-key <file>', 'private key of the certificate in PEM')
    .option('--behind-proxy', 'believe X-Forwarded-For: only behind a proxy that sets it')
    .addHelpText(
      'after',
      '\nEnvironment: HQ_DATABASE_URL (a PostgreSQL of your own), HQ_KEY_PASSPHRASE (seals the key file).',
    )
    .action(async (options: RunOptions, command: Command) => {
      const stopping = stopInOrder();
      leaveStopping();
      await run(options, command, stopping);
    });
}

async function run(options: RunOptions, command: Command, stopping: Stopping): Promise<void> {
  const { data, host, port, keys, connections, behindProxy, tlsCert, tlsKey } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    command.error('error: --tls-cert and --tls-key belong together', { exitCode: exitCodes.usage });
  }
  process.umask(0o077);
  const started = await startHq({
    host,
    port,
    connectionsMax: connections,
    isBehindProxy: behindProxy ?? false,
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(keys === undefined ? {} : { keysFile: keys }),
    ...(tlsCert === undefined || tlsKey === undefined
      ? {}
      : { tls: { certificateFile: tlsCert, keyFile: tlsKey } }),
    parts: { withProcessMetrics: true },
  });
  if (!started.ok) {
    process.exitCode = sayFailure(started.error);
    return;
  }
  stopping.began(started.value);
  sayStarted(started.value);
  await sayFirstLink(started.value);
}

/** To standard error: standard output is the log. */
function sayStarted({ url, deps, identity }: RunningHq): void {
  const { config, serviceKeys } = deps;
  const where =
    config.databaseUrl === null ? `embedded PostgreSQL in ${config.dataFolder}` : 'HQ_DATABASE_URL';
  const lines = [
    `HQ is running: ${url}`,
    `Database: ${where}. Keys: ${config.keysFile}. HQ ${identity.hqId}, key ${serviceKeys.current.keyId}.`,
  ];
  if (config.keysPassphrase === null) {
    lines.push(
      'Notice: the keys are guarded by the mode of their file only. Set HQ_KEY_PASSPHRASE to seal them.',
    );
  }
  lines.push('Stop with Ctrl-C.');
  process.stderr.write(`${lines.join('\n')}\n`);
}

/**
 * While nobody can sign in, whoever started HQ gets the link to make the first account with. HQ goes on when its database
 * is lost at that very moment, and says the link once it is back: one that was made without having been said is void.
 */
async function sayFirstLink({ deps, url }: RunningHq): Promise<void> {
  while (!deps.stopping.aborted) {
    try {
      if (await hasNoAccount(deps)) process.stderr.write(linkText(await printableLink(deps), url));
      return;
    } catch (error) {
      if (!isAway(error)) throw error;
      deps.log.fault('databaseAway', error);
      await new Promise<void>((resolve) => void deps.timers.setTimer(databasePauseMs, resolve));
    }
  }
}

function isAway(error: unknown): boolean {
  return (
    error instanceof DatabaseUnreachableError ||
    error instanceof CommitUnknownError ||
    failureKind(error) === 'connection'
  );
}

type Stopping = { readonly began: (hq: RunningHq) => void };

/**
 * Told once, HQ stops in order, also one that is still starting. A second signal ends it at once, which loses nothing
 * that was acknowledged; what started it may repeat itself.
 */
function stopInOrder(): Stopping {
  let isStopping = false;
  let signals = 0;
  let running: RunningHq | undefined;
  const close = (hq: RunningHq): void => void hq.close().then(() => process.exit(exitCodes.ok));
  whenToldToStop((teller) => {
    if (teller === 'signal') signals += 1;
    if (signals > 1) process.exit(exitCodes.environment);
    if (isStopping) return;
    isStopping = true;
    process.stderr.write('Stopping; once more to end at once…\n');
    if (running !== undefined) close(running);
  });
  return {
    began: (hq) => {
      running = hq;
      if (isStopping) close(hq);
    },
  };
}
