/** A till service that is slow to answer one kind of question, for as long as a test wants it to be. */

import type { Page } from '@playwright/test';

/**
 * Keeps the page's calls of `operation` back until the function that is returned lets them go. No call begun meanwhile
 * is given up, however long a busy machine takes.
 */
export async function holdCalls(page: Page, operation: string): Promise<() => Promise<void>> {
  const release = await page.evaluateHandle((name) => {
    // oxlint-disable-next-line typescript/unbound-method -- always called with the port that it belongs to
    const send = MessagePort.prototype.postMessage;
    const startTimer = window.setTimeout.bind(window);
    const held: (() => void)[] = [];
    const deadlineMsMin = 1_000;
    Reflect.set(window, 'setTimeout', (run: () => void, delayMs = 0) =>
      startTimer(run, delayMs < deadlineMsMin ? delayMs : 100 * delayMs),
    );
    MessagePort.prototype.postMessage = function hold(this: MessagePort, message: unknown): void {
      const isHeld =
        typeof message === 'object' && message !== null && Reflect.get(message, 'operation') === name;
      if (isHeld) held.push(() => send.call(this, message));
      else send.call(this, message);
    };
    return () => {
      MessagePort.prototype.postMessage = send;
      Reflect.set(window, 'setTimeout', startTimer);
      for (const sendHeld of held) sendHeld();
    };
  }, operation);
  return async () => {
    await release.evaluate((letGo) => letGo());
    await release.dispose();
  };
}
