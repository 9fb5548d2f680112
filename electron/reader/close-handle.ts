/** Lets go of the card or the reader. */

import type { NfcReader } from 'nfc-pcsc';
import { describeFailure } from './pcsc-failure.ts';
import type { ReaderLog } from './reader-port.ts';

/** Never fails: a handle that cannot be closed belonged to a card or a reader that is gone. */
export async function closeHandle(nfc: NfcReader, log: ReaderLog): Promise<void> {
  try {
    await nfc.disconnect();
  } catch (failure) {
    // Without this the library would take the next connect for done, with the old handle.
    log('disconnectFailed', { reader: nfc.name, reason: describeFailure(failure) });
    nfc.connection = null;
    nfc.reader.connected = false;
  }
  nfc.card = null;
}
