/** Runs an expression in the first page of a Chromium that was started with a debugging port, as early as it can. */

import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const targets = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string().optional() }));
const answer = z.object({
  id: z.literal(1),
  result: z.object({ result: z.object({ value: z.number().optional() }) }),
});

const waitMsMax = 60_000;
const pollMs = 10;

/** The expression is a promise of a number. A page that is replaced by another while it is watched is watched anew. */
export async function evaluateInFirstPage(child: ChildProcess, expression: string): Promise<number> {
  const port = await debuggingPort(child);
  const deadlineMs = performance.now() + waitMsMax;
  while (performance.now() < deadlineMs) {
    const address = await pageAddress(port);
    const value = address === undefined ? undefined : await evaluate(address, expression);
    if (value !== undefined) return value;
    await sleep(pollMs);
  }
  throw new Error('the window did not show in time what was waited for');
}

function debuggingPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', () => reject(new Error(`the application ended: ${text}`)));
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

async function pageAddress(port: number): Promise<string | undefined> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const pages = targets.parse(await response.json()).filter(({ type }) => type === 'page');
  return pages[0]?.webSocketDebuggerUrl;
}

/** Undefined when the page went away before the promise was kept. */
function evaluate(address: string, expression: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    const end = (value: number | undefined): void => {
      resolve(value);
      socket.close();
    };
    socket.addEventListener('close', () => resolve(undefined));
    socket.addEventListener('error', () => resolve(undefined));
    socket.addEventListener('open', () => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    });
    socket.addEventListener('message', ({ data }) => {
      const parsed = answer.safeParse(JSON.parse(String(data)));
      end(parsed.success ? parsed.data.result.result.value : undefined);
    });
  });
}
