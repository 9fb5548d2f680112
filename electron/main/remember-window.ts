/** Writes the window's place to the data folder while it moves, and once more when it closes. */

import type { BrowserWindow } from 'electron';
import type { TimerId, Timers } from '#shared/kernel/clock.ts';
import type { DataFolder } from './data-folder.ts';
import type { Log } from './log.ts';
import { parseWindowState } from './window-state.ts';
import type { WindowState } from './window-state.ts';

const stateFileName = 'window.json';
const quietMs = 500;

/** A window state that cannot be read is no reason not to open. */
export async function readWindowState(folder: DataFolder, log: Log): Promise<WindowState | undefined> {
  try {
    const bytes = await folder.read(stateFileName);
    return bytes === undefined ? undefined : parseWindowState(new TextDecoder().decode(bytes));
  } catch (error) {
    log('windowStateNotRead', { reason: String(error) });
    return undefined;
  }
}

/** The returned function writes what is not yet written; it resolves also if the disk refuses. */
export function rememberWindow(
  window: BrowserWindow,
  folder: DataFolder,
  deps: { readonly timers: Timers; readonly log: Log },
): () => Promise<void> {
  let timer: TimerId | undefined;
  let latest: WindowState | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    if (timer !== undefined) deps.timers.clearTimer(timer);
    timer = undefined;
    const state = latest;
    latest = undefined;
    if (state === undefined) return writing;
    const bytes = new TextEncoder().encode(JSON.stringify(state));
    writing = writing
      .then(() => folder.replace(stateFileName, bytes))
      .catch((error: unknown) => deps.log('windowStateNotWritten', { reason: String(error) }));
    return writing;
  };
  const note = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    latest = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
    if (timer !== undefined) deps.timers.clearTimer(timer);
    timer = deps.timers.setTimer(quietMs, () => void write());
  };
  for (const event of ['resize', 'move', 'maximize', 'unmaximize', 'close'] as const) {
    // One listener for several events: the overloads of `on` take one name at a time.
    window.on(event as 'resize', note);
  }
  return write;
}
