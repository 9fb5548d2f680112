/** The till's one window: a sandboxed page with a bridge of one function. */

import path from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { pagePreferences } from './page-preferences.ts';
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
    webPreferences: { ...pagePreferences, preload: files.preload, devTools },
  });
  if (placement.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  return window;
}

export function preloadFile(mainFolder: string): string {
  return path.join(mainFolder, '..', 'preload', 'preload.cjs');
}
