/** The key store of the operating system, through Electron. To be used once the application is ready. */

import { safeStorage } from 'electron';
import type { KeyVault } from './keep-keys.ts';

/** Linux backends that keep nothing secret: a fixed password, or a store not yet known. */
const pretendedBackends: readonly string[] = ['basic_text', 'unknown'];

export function createSystemVault(): KeyVault {
  return {
    canSeal: () =>
      safeStorage.isEncryptionAvailable() &&
      (process.platform !== 'linux' || !pretendedBackends.includes(safeStorage.getSelectedStorageBackend())),
    seal: (text) => safeStorage.encryptString(text),
    unseal: (sealed) => {
      try {
        return safeStorage.decryptString(Buffer.from(sealed));
      } catch {
        return undefined; // sealed by another user, another machine or a key store that was emptied
      }
    },
  };
}
