/**
 * Drives the till's window through Electron itself. A page object of the test runner stays dead when its process was
 * killed, though the window shows a new page.
 */

import type { ElectronApplication } from '@playwright/test';
import { keysOfScan } from '#test/support/cashier-screen.ts';

export type WindowDriver = {
  /** Words of every element with this test id; null while there is no page to ask. */
  readonly texts: (testId: string) => Promise<readonly string[] | null>;
  readonly press: (key: string) => Promise<void>;
  /** As a scanner types, however slow the machine is. */
  readonly scan: (barcode: string) => Promise<void>;
  /** The page's process. */
  readonly pagePid: () => Promise<number>;
};

const answerMsMax = 2_000;

export function driveWindow(app: ElectronApplication): WindowDriver {
  return {
    texts: (testId) =>
      app.evaluate(
        async ({ BrowserWindow }, { script, msMax }) => {
          const page = BrowserWindow.getAllWindows()[0]?.webContents;
          if (page === undefined || page.isCrashed() || page.isLoading()) return null;
          // A page whose process ends under the question never answers it.
          const late = new Promise<null>((resolve) => setTimeout(resolve, msMax, null));
          const asked = page.executeJavaScript(script).catch(() => null);
          return Promise.race([late, asked as Promise<string[] | null>]);
        },
        { script: textsScript(testId), msMax: answerMsMax },
      ),
    press: (key) =>
      app.evaluate(({ BrowserWindow }, keyCode) => {
        const page = BrowserWindow.getAllWindows()[0]?.webContents;
        page?.sendInputEvent({ type: 'keyDown', keyCode });
        page?.sendInputEvent({ type: 'keyUp', keyCode });
      }, key),
    scan: (barcode) =>
      app.evaluate(async ({ BrowserWindow }, keys) => {
        const link = BrowserWindow.getAllWindows()[0]?.webContents.debugger;
        if (link === undefined) throw new Error('there is no window');
        link.attach('1.3');
        await Promise.all(keys.map((key) => link.sendCommand('Input.dispatchKeyEvent', key)));
        link.detach();
      }, keysOfScan(barcode)),
    pagePid: async () => {
      const pid = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
      );
      if (pid === undefined || pid === 0) throw new Error('there is no page');
      return pid;
    },
  };
}

function textsScript(testId: string): string {
  const selector = JSON.stringify(`[data-testid="${testId}"]`);
  return `Array.from(document.querySelectorAll(${selector}), (element) => element.innerText.replace(/\\s+/g, ' ').trim())`;
}
