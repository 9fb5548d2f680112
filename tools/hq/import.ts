/** `npm run hq -- import --from DIR`: takes a chain over from its files. */

import path from 'node:path';
import type { Command } from 'commander';
import { InvalidMember, readChainFiles } from '#electron/till/cache/chain-files.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { localDate } from '#shared/domain/calendar.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { importMembers } from '#sync/server/members/import-members.ts';
import { importChain } from '#sync/server/publication/import-chain.ts';
import { exitCodes, exitCodesHelp } from '../commands/exit-codes.ts';
import { failureText } from '../commands/run-command.ts';
import type { CommandFailure } from '../commands/run-command.ts';
import { openHq } from './open-hq.ts';
import { withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

const help = `
The folder holds chain.json, rule-set.json and members.ndjson, one member a line. Run again, the import goes on where it
was ended: members that HQ has are not touched. The rule set is put in force only where none is yet.
HQ may run meanwhile.`;

export function registerImport(program: Command): void {
  withPlaceOptions(program.command('import'))
    .description('Take a chain over: stores, products, operators, rule set, members and what they have.')
    .requiredOption('--from <folder>', 'folder of the chain’s files')
    .addHelpText('after', help)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']))
    .action(runImport);
}

type ImportOptions = PlaceOptions & { readonly from: string };

async function runImport(options: ImportOptions): Promise<void> {
  const opened = await openHq(options);
  if (!opened.ok) {
    process.exitCode = sayFailure(opened.error);
    return;
  }
  const { deps, close } = opened.value;
  try {
    const outcome = await takeOver(path.resolve(options.from), deps);
    if (outcome.ok) {
      process.stdout.write(outcome.value);
      return;
    }
    process.stderr.write(failureText(outcome.error.error));
    process.exitCode = outcome.error.exitCode;
  } finally {
    await close();
  }
}

async function takeOver(from: string, deps: HqDeps): Promise<Result<string, CommandFailure>> {
  const files = await readChainFiles(from, deps);
  if (!files.ok) return err({ error: files.error, exitCode: exitCodes.badInput });
  const { chain, ruleSet, members } = files.value;
  const canonicalJson = canonicalRuleSet(ruleSet);
  const ruleSetHash = bytesToHex(deps.sha256(deps.utf8.encode(canonicalJson)));
  const { isRuleSetInForce } = await importChain({ chain, canonicalJson, ruleSetHash }, deps);
  const [store] = chain.stores;
  if (store === undefined) return err({ error: appError('file_unreadable'), exitCode: exitCodes.badInput });
  try {
    const { added, known, sharedNumbers } = await importMembers(
      {
        members,
        currency: store.currency,
        figuresOn: localDate(chain.snapshotAtMs, store.timeZone),
        onProgress: (count) => {
          if (count % progressEvery === 0) process.stderr.write(`${count.toLocaleString('en')} members\n`);
        },
      },
      deps,
    );
    const ruleSetLine = isRuleSetInForce ? 'in force' : 'not touched: another one is in force';
    const shared =
      sharedNumbers === 0
        ? ''
        : `${sharedNumbers.toLocaleString('en')} phone numbers belong to several members: the console proposes to merge them.\n`;
    return ok(
      `Chain ${chain.chainId}: ${chain.stores.length} stores, ${chain.products.length} products, ${chain.operators.length} operators.\n` +
        `Members: ${added.toLocaleString('en')} added, ${known.toLocaleString('en')} were known.\n${shared}` +
        `Rule set ${ruleSetHash}: ${ruleSetLine}.\n`,
    );
  } catch (failure) {
    if (!(failure instanceof InvalidMember)) throw failure;
    const error = appError('file_unreadable', { file: 'members.ndjson', reason: failure.message });
    return err({ error, exitCode: exitCodes.badInput });
  }
}

const progressEvery = 10_000;
