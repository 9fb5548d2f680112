/**
 * Asks readers of ACS to look for cards every 250 ms, their shortest interval. Optional: the drivers of many systems
 * forbid escape commands, and a reader that refuses keeps its own interval.
 */

import type { NfcReader } from 'nfc-pcsc';
import { closeHandle } from './close-handle.ts';
import { describeFailure } from './pcsc-failure.ts';
import type { ReaderLog } from './reader-port.ts';

const replyBytes = 32;
/** ACR122U: PICC operating parameter with every card type, automatic polling and the short interval. */
const acr122Command = Buffer.from([0xff, 0x00, 0x51, 0xff, 0x00]);
/** ACR125x: read, then write, the automatic polling parameter; bits 5 and 4 hold the interval. */
const acr125ReadCommand = Buffer.from([0xe0, 0x00, 0x00, 0x23, 0x00]);
const intervalBits = 0b0011_0000;

/** Never fails; the reason for leaving a reader as it is goes to the log. */
export async function shortenPolling(device: NfcReader, log: ReaderLog): Promise<void> {
  const isAcr122 = /acr122/i.test(device.name);
  if (!isAcr122 && !/acr125/i.test(device.name)) return;
  try {
    await device.connect('CONNECT_MODE_DIRECT');
    try {
      if (isAcr122) await device.control(acr122Command, replyBytes);
      else await shortenAcr125(device);
    } finally {
      await closeHandle(device, log);
    }
  } catch (refused) {
    // An unchanged interval costs some tenths of a second for each tap, nothing else.
    log('pollingUnchanged', { reader: device.name, reason: describeFailure(refused) });
  }
}

async function shortenAcr125(device: NfcReader): Promise<void> {
  const parameter = (await device.control(acr125ReadCommand, replyBytes)).at(-1);
  if (parameter === undefined || (parameter & intervalBits) === 0) return;
  const write = Buffer.from([0xe0, 0x00, 0x00, 0x23, 0x01, parameter & ~intervalBits]);
  await device.control(write, replyBytes);
}
