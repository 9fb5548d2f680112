/** The till's one window: a sandboxed page with a bridge of one function. */

import path from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { pageOrigin } from './page-address.ts';
import type { StartOptions } from './start-options.ts';
import { windowSizeMin } from './window-state.ts';
import type { WindowPlacement } from './window-state.ts';

/** Shown for an instant before the page paints; near the page's own colours, so that nothing flashes. */
const backgrounds = { light: '#f6f7f9', dark: '#14161a' } as const;

export type WindowFiles = { readonly preload: string; readonly icon: string };

export function openWindow(placement: WindowPlacement, files: WindowFiles, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...placement.bounds,
    minWidth: windowSizeMin.width,
    minHeight: windowSizeMin.height,
    show: false,
    title: 'Vafa',
    icon: files.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // A spelling dictionary would be fetched from the network.
      spellcheck: false,
      devTools,
      // The basket must go on answering the reader while another window is in front.
      backgroundThrottling: false,
    },
  });
  if (placement.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Where the shell tells the page how it was started. */
export function cashierAddress(options: Pick<StartOptions, 'language' | 'demo'>): string {
  const facts = new URLSearchParams();
  if (options.language !== null) facts.set('lang', options.language);
  if (options.demo) facts.set('demo', '1');
  const query = facts.toString();
  return `${pageOrigin}/cashier/index.html${query === '' ? '' : `?${query}`}`;
}

export function preloadFile(mainFolder: string): string {
  return path.join(mainFolder, '..', 'preload', 'preload.cjs');
}
