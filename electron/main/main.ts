/** The application's main process: one window, two services, the ports between them, and the keys. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, Menu } from 'electron';
import { createLog } from './log.ts';
import { denyInAllPages } from './deny-by-default.ts';
import { runShell } from './run-shell.ts';
import { registerPageScheme } from './serve-pages.ts';
import { parseStartOptions, startOptionsHelp } from './start-options.ts';
import type { StartOptions } from './start-options.ts';
import { menuTemplate } from './menu.ts';

const exitCodes = { ok: 0, wrongOptions: 2, folderUnusable: 3, bug: 70 } as const;
const log = createLog((line) => process.stderr.write(line));

function start(): void {
  // Whatever the till and its browser write is for this user alone.
  process.umask(0o077);
  process.on('uncaughtException', endOnBug);
  process.on('unhandledRejection', endOnBug);
  // Nobody reads this record any more: the till goes on without one.
  process.stderr.on('error', () => {});
  const args = process.argv.slice(1);
  const place = { userFolder: app.getPath('userData'), workFolder: process.cwd(), packaged: app.isPackaged };
  const options = parseStartOptions(args, place);
  if (args.includes('--help') || !options.ok) {
    const problem = options.ok ? '' : `${options.error}\n\n`;
    process.stderr.write(`${problem}${startOptionsHelp}`);
    app.exit(options.ok ? exitCodes.ok : exitCodes.wrongOptions);
    return;
  }
  startFor(options.value);
}

function startFor(options: StartOptions): void {
  // The browser's own files lie beside the till's, so the lock that keeps a second start out is one for each folder.
  const browserFolder = path.join(options.dataDir, 'browser');
  try {
    mkdirSync(browserFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    process.stderr.write(`The data folder cannot be used: ${String(error)}\n`);
    app.exit(exitCodes.folderUnusable);
    return;
  }
  app.setPath('userData', browserFolder);
  if (!app.requestSingleInstanceLock()) {
    log('alreadyOpen');
    app.exit(exitCodes.ok);
    return;
  }
  registerPageScheme();
  // Every window asks for the sandbox; this takes the choice away. Root cannot have one, and says so by this switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  Menu.setApplicationMenu(menuTemplate === null ? null : Menu.buildFromTemplate(menuTemplate));
  denyInAllPages(app, log);
  app.on('window-all-closed', () => app.quit());
  // Not awaited here: Electron becomes ready only after this module has been run to its end.
  void app.whenReady().then(() => runShell(options, log));
}

/** A shell that has a bug ends; the till service closes its files by itself. */
function endOnBug(error: unknown): void {
  log('bug', { stack: error instanceof Error ? String(error.stack) : String(error) });
  app.exit(exitCodes.bug);
}

start();
