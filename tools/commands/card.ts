/** `vafa card`: virtual cards on the virtual reader, for trying the till without hardware. */

import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { normalCard } from '../virtual-card/card-behaviours.ts';
import { placeCard, virtualReaderPort } from '../virtual-card/place-card.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type TapOptions = {
  readonly uid: CardUid;
  readonly hold: number;
  readonly reader: 0 | 1;
  readonly port: number;
};

/** The virtual reader looks for cards every 400 ms or so, and takes several looks to be sure. */
const holdMsDefault = 2_000;
const holdMsMax = 600_000;

export function registerCard(program: Command): void {
  const card = program.command('card').description('Virtual cards, for trying the till without hardware.');
  card
    .command('tap')
    .description('Put a virtual card on the virtual reader, hold it there, and lift it.')
    .requiredOption('--uid <hex>', 'UID of the card: 4, 7 or 10 bytes, hexadecimal', uidOption)
    .option('--hold <ms>', `how long the card lies there, 1 to ${holdMsMax}`, holdOption, holdMsDefault)
    .option('--reader <number>', 'slot of the virtual reader: 0 or 1', readerOption, 0)
    .option('--port <number>', 'TCP port of slot 0; slot 1 is the next one', portOption, virtualReaderPort)
    .addHelpText('after', '\nNeeds a running pcscd with the driver of the Debian package vsmartcard-vpcd.')
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'environment']))
    .action((options: TapOptions) => runCommand(() => tap(options)));
}

async function tap({ uid, hold, reader, port }: TapOptions): Promise<CommandOutcome> {
  const slotPort = port + reader;
  const placed = await placeCard({ behaviour: normalCard(uid), port: slotPort });
  if (!placed.ok) {
    const error = appError('reader_missing', { reader: `virtual reader ${reader}`, port: slotPort });
    return err({ error, exitCode: exitCodes.environment });
  }
  await Promise.race([sleep(hold, undefined, { ref: true }), placed.value.away]);
  await placed.value.lift();
  const seen = placed.value.commandsSeen();
  const reading = seen === 0 ? 'nobody read it' : `it answered ${seen} command${seen === 1 ? '' : 's'}`;
  return ok(`Card ${uid} lay on virtual reader ${reader} for ${hold} ms; ${reading}.\n`);
}

function uidOption(text: string): CardUid {
  const uid = parseCardUid(text);
  if (uid === undefined) {
    throw new InvalidArgumentError(
      'A UID is 8, 14 or 20 hexadecimal digits, not 08… with 8 and not all zero.',
    );
  }
  return uid;
}

function holdOption(text: string): number {
  const holdMs = wholeNumber(text);
  if (holdMs < 1 || holdMs > holdMsMax)
    throw new InvalidArgumentError(`From 1 to ${holdMsMax} milliseconds.`);
  return holdMs;
}

function readerOption(text: string): 0 | 1 {
  if (text === '0') return 0;
  if (text === '1') return 1;
  throw new InvalidArgumentError('There are two slots: 0 and 1.');
}

function portOption(text: string): number {
  const port = wholeNumber(text);
  if (port < 1 || port > 65_534) throw new InvalidArgumentError('A TCP port is a number from 1 to 65534.');
  return port;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}
