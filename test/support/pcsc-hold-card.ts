/** Another program that takes the first card for itself: `node pcsc-hold-card.ts`. Says `held`, and holds until it is ended. */

import { NFC } from 'nfc-pcsc';
import type { NfcReader } from 'nfc-pcsc';

const exclusive = 1;

new NFC().on('reader', (device: NfcReader) => {
  device.reader.removeAllListeners('status');
  device.on('error', () => {});
  device.reader.on('status', ({ state }: { readonly state: number }) => {
    if ((state & device.reader.SCARD_STATE_PRESENT) === 0) return;
    device.reader.connect({ share_mode: exclusive }, (failure) => {
      process.stdout.write(failure ? `${failure.message}\n` : 'held\n');
    });
  });
});
