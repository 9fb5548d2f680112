/** Wires the shell together once Electron is ready, and takes it apart when the window closes. */

import path from 'node:path';
import { app, ipcMain, MessageChannelMain, protocol, screen, session } from 'electron';
import type { BrowserWindow, MessagePortMain } from 'electron';
import { shellChannels } from '#shared/contracts/shell-bridge.ts';
import { cashierAddress } from './cashier-address.ts';
import { openDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { denyInSession } from './deny-by-default.ts';
import { createPortJoiner } from './join-ports.ts';
import type { PortJoiner } from './join-ports.ts';
import { createPageKeeper } from './keep-page.ts';
import type { Log } from './log.ts';
import { monotonicClock, nodeTimers, strongRandomBytes } from './node-ports.ts';
import { openWindow, preloadFile } from './open-window.ts';
import { isPageAddress } from './page-address.ts';
import { readWindowState, rememberWindow } from './remember-window.ts';
import { readRuntimeFacts } from './runtime-facts.ts';
import { servePages } from './serve-pages.ts';
import type { StartOptions } from './start-options.ts';
import { startServices } from './start-services.ts';
import type { Stoppable } from './start-services.ts';
import { placeWindow } from './window-state.ts';

type Joiner = PortJoiner<MessagePortMain>;
type Shell = { readonly options: StartOptions; readonly log: Log; readonly joiner: Joiner };

const mainFolder = import.meta.dirname;
/** Chromium's ERR_ABORTED: this load was given up for a newer one. */
const replacedByNextLoad = -3;

/** Rejects only on a bug, which ends the process. */
export async function runShell(options: StartOptions, log: Log): Promise<void> {
  const joiner: Joiner = createPortJoiner(() => new MessageChannelMain());
  const folder = openDataFolder(options.dataDir);
  denyInSession(session.defaultSession, log);
  servePages(protocol, path.join(mainFolder, '..', 'renderer'), strongRandomBytes);
  // The services start while the window opens; the page is joined to them as soon as both are there.
  const starting = startServices({ options, log, facts: runtimeFacts(), joiner, folder });
  const window = await openRememberedWindow({ options, log, joiner }, folder);
  app.on('second-instance', () => focus(window.opened));
  stopOnQuit([...(await starting), window]);
}

async function openRememberedWindow(
  shell: Shell,
  folder: DataFolder,
): Promise<Stoppable & { readonly opened: BrowserWindow }> {
  const { options, log } = shell;
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const placement = placeWindow(await readWindowState(folder, log), options.windowSize, areas);
  const icon = path.join(app.getAppPath(), 'resources', 'icons', 'vafa-256.png');
  const opened = openWindow(placement, { preload: preloadFile(mainFolder), icon }, options.devTools);
  const stop = rememberWindow(opened, folder, { timers: nodeTimers, log });
  keepPage(shell, opened);
  return { opened, stop };
}

function runtimeFacts(): ReturnType<typeof readRuntimeFacts> {
  return readRuntimeFacts({
    appFolder: app.getAppPath(),
    packagedFolder: app.isPackaged ? process.resourcesPath : null,
    electronVersion: process.versions.electron,
  });
}

function keepPage(shell: Shell, window: BrowserWindow): void {
  const { webContents } = window;
  const address = cashierAddress(shell.options);
  const keeper = createPageKeeper({
    clock: monotonicClock,
    timers: nodeTimers,
    log: shell.log,
    // A load that fails is also told by `did-fail-load`.
    load: () => void window.loadURL(address).catch(() => {}),
    end: () => webContents.forcefullyCrashRenderer(),
  });
  const gone = (reason: string): void => {
    shell.joiner.pageLost();
    keeper.gone(reason);
  };
  webContents.on('render-process-gone', (_event, details) => gone(details.reason));
  webContents.on('did-fail-load', (...[, code, reason, , isMainFrame]) => {
    if (isMainFrame && code !== replacedByNextLoad) gone(reason);
  });
  window.on('unresponsive', keeper.unresponsive);
  window.on('responsive', keeper.responsive);
  window.on('close', keeper.stop);
  window.once('closed', shell.joiner.pageLost);
  welcomePage(shell.joiner, window);
  keeper.start();
}

/** The only message that the shell takes from a page, and only from the page that it loaded itself. */
function welcomePage(joiner: Joiner, { webContents }: BrowserWindow): void {
  ipcMain.on(shellChannels.pageReady, (event) => {
    const isOurs = event.senderFrame === webContents.mainFrame && isPageAddress(event.senderFrame.url);
    if (!isOurs) return;
    joiner.pageReady({
      notice: (notice) => webContents.send(shellChannels.notice, notice),
      takePort: (port) => webContents.postMessage(shellChannels.tillPort, null, [port]),
    });
  });
}

function focus(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Everything is stopped before the process ends, so that nothing outlives it. */
function stopOnQuit(parts: readonly Stoppable[]): void {
  let isStopping = false;
  app.on('will-quit', (event) => {
    if (isStopping) return;
    isStopping = true;
    event.preventDefault();
    void Promise.all(parts.map((part) => part.stop())).then(() => app.exit(0));
  });
}
