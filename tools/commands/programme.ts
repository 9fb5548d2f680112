/** `vafa programme`: what a programme owes to its members. */

import path from 'node:path';
import type { Command } from 'commander';
import { cachePath } from '#electron/till/cache/cache-files.ts';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { readChain } from '#electron/till/db/stores/chain-store.ts';
import { owedByLedger, owedBySnapshot } from '#electron/till/db/stores/liability-store.ts';
import type { OwedSums } from '#electron/till/db/stores/liability-store.ts';
import { isIsoDate, localDate } from '#shared/domain/calendar.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { liabilityOf } from '#shared/ledger/value/liability.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { exitCodeOf, keyFileName, readTillKeys, withLedger } from './open-ledger.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type LiabilityOptions = { readonly data: string; readonly on?: string; readonly keyFile?: string };

const liabilityHelp = `
Everything in minor units (Rial), and points by what they are worth at payment on the day: the newest value of the index
on or before it, or their fixed worth. What a member holds is what the snapshot brought and what this till's own entries
added; points whose end was not booked yet are still owed. The answer is JSON.`;

export function registerProgramme(program: Command): void {
  const programme = program.command('programme').description('The programme of a till.');
  programme
    .command('liability')
    .description('What the shop owes: points in today’s money, what is held back, wallets, gift cards.')
    .requiredOption('--data <dir>', 'data folder of a till that is not running')
    .option('--on <date>', 'day whose worth counts, YYYY-MM-DD; default: today')
    .option('--key-file <file>', `keys of the till; default: ${keyFileName} in the data folder`)
    .addHelpText('after', liabilityHelp)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']))
    .action((options: LiabilityOptions) => runCommand(() => liability(options)));
}

async function liability({ data, on, keyFile }: LiabilityOptions): Promise<CommandOutcome> {
  const keyPath = keyFile ?? path.join(data, keyFileName);
  const keys = await readTillKeys(keyPath);
  if (!keys.ok) return keys;
  const file = cachePath(data);
  const place = { path: file, key: keys.value.databaseKey, kind: cacheKind, nativeBinding: null };
  const cache = openDatabaseToRead(place);
  if (!cache.ok) {
    const error = appError(cache.error.code, { file, ...cache.error.details });
    return err({ error, exitCode: exitCodeOf(error) });
  }
  try {
    const chain = readChain(cache.value);
    const today = on ?? localDate(epochMs(Date.now()), chain.ownStore.timeZone);
    if (!isIsoDate(today)) return badDay(today);
    const own = await withLedger(path.join(data, 'ledger.db'), keyPath, owedByLedger);
    if (!own.ok) return own;
    const owed = together(owedBySnapshot(cache.value), own.value);
    const { redemption } = chain.programme.points;
    const told = { chainId: chain.chainId, currency: chain.ownStore.currency, on: today };
    return ok(`${JSON.stringify({ ...told, ...liabilityOf(owed, redemption, today) }, undefined, 2)}\n`);
  } finally {
    cache.value.close();
  }
}

function badDay(day: string): CommandOutcome {
  const error = appError('instant_invalid', { text: day });
  return err({ error, exitCode: exitCodeOf(error) });
}

function together(left: OwedSums, right: OwedSums): OwedSums {
  return {
    points: addInt(left.points, right.points),
    pointsHeld: addInt(left.pointsHeld, right.pointsHeld),
    wallet: addInt(left.wallet, right.wallet),
    walletHeld: addInt(left.walletHeld, right.walletHeld),
    giftCards: addInt(left.giftCards, right.giftCards),
  };
}
