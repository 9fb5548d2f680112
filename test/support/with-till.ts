/** The whole application on a data folder of its own, without any card service: opened, used, ended. */

import path from 'node:path';
import { cashierScreen } from './cashier-screen.ts';
import type { CashierScreen } from './cashier-screen.ts';
import { launchShell, shellFolder } from './launch-shell.ts';
import type { LaunchedShell } from './launch-shell.ts';

export type ScreenLanguage = 'fa' | 'en';

export async function withTill(
  language: ScreenLanguage,
  use: (screen: CashierScreen, dataDir: string, shell: LaunchedShell) => Promise<void>,
): Promise<void> {
  const { dataDir, removeFolder } = shellFolder();
  const env = { PCSCLITE_CSOCK_NAME: path.join(dataDir, 'no-card-service') };
  const args = ['--demo', `--lang=${language}`, '--window-size=1024x768'];
  const shell = await launchShell({ dataDir, args, env });
  try {
    await use(cashierScreen(shell.page), dataDir, shell);
  } finally {
    await shell.stop();
    removeFolder();
  }
}
