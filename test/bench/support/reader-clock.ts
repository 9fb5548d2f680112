/**
 * Notes the moment at which the reader service tells a card, from outside the program: a few lines that Node runs
 * before the service, given in its environment. The clock is the system's monotonic one, which the page's times can
 * be set against.
 */

import { readFileSync } from 'node:fs';
import { descendantRunning } from './process-tree.ts';
import { readerAnswered } from './till-window.ts';
import type { TillWindow } from './till-window.ts';

/** Ends the reader service of a running application; the one that its supervisor starts in its place has the clock. */
export async function restartReaderWithClock({ app, pid, page }: TillWindow, file: string): Promise<void> {
  await app.evaluate((_electron, env) => void Object.assign(process.env, env), readerClockEnv(file));
  const reader = descendantRunning(pid, 'reader-process.js');
  if (reader === undefined) throw new Error('the reader service runs in a process of its own');
  process.kill(reader, 'SIGKILL');
  await page.locator('[data-testid="reader-state"][data-state="starting"]').waitFor();
  await readerAnswered(page);
}

/** For the environment of the application: the reader service takes it over, other processes are left alone. */
function readerClockEnv(file: string): Readonly<Record<string, string>> {
  const code = `
    import { appendFileSync } from 'node:fs';
    if ((process.argv[1] ?? '').endsWith('reader-process.js')) {
      const send = process.send.bind(process);
      process.send = (message, ...more) => {
        const atNs = process.hrtime.bigint();
        const sent = send(message, ...more);
        const frame = message.message;
        if (message.channel === 'till' && frame?.event === 'cardPresent')
          appendFileSync(${JSON.stringify(file)}, frame.payload.cardUid + ' ' + atNs + '\\n');
        return sent;
      };
    }`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

/** Monotonic milliseconds of each card told, oldest first. */
export function readCardTimes(file: string): readonly { readonly cardUid: string; readonly atMs: number }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [cardUid = '', atNs = ''] = line.split(' ');
      return { cardUid, atMs: Number(atNs) / 1e6 };
    });
}
