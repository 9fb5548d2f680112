import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { startOwnProcess } from './own-process.ts';

/** A display that something can be shown on; `stop` ends it only if this run started it. */
export interface Display {
  /** The value for DISPLAY; undefined where the system has no such thing (macOS, Windows). */
  readonly name: string | undefined;
  readonly isVirtual: boolean;
  readonly stop: () => Promise<void>;
}

const SCREEN = '1600x1000x24';
const START_MS_MAX = 60_000;

/** True when a person can see windows that are opened now. */
export function hasRealDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** The display of this session, or else a virtual one that nobody sees; the error is a sentence. */
export async function obtainDisplay(): Promise<Result<Display, string>> {
  if (!hasRealDisplay()) return startVirtualDisplay();
  return ok({ name: process.env['DISPLAY'], isVirtual: false, stop: () => Promise.resolve() });
}

/** Starts Xvfb on a number that it picks itself, so that runs beside each other cannot collide. */
export async function startVirtualDisplay(): Promise<Result<Display, string>> {
  // Without -noreset the server starts over whenever its last window closes, and refuses whoever comes meanwhile.
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const server = startOwnProcess('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  // The fourth stream was asked for as a pipe just above, and the child only writes to it.
  const announced = server.child.stdio[3] as Readable | null;
  const number = await Promise.race([
    announced === null ? undefined : firstLine(announced),
    server.ended.then(() => undefined),
    sleep(START_MS_MAX, undefined, { ref: false }),
  ]);
  if (number === undefined) {
    await server.stop();
    return err('No display, and no virtual one could be started: is Xvfb installed?');
  }
  return ok({ name: `:${number}`, isVirtual: true, stop: server.stop });
}

/**
 * Number and line end come in two writes. The stream is left open after them: a server that finds nobody at the
 * other end while it still writes is ended by the system.
 */
function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end).trim());
    });
  });
}
