/** What every page of the till runs with. Written out in full, so that no default can loosen it. */

import type { WebPreferences } from 'electron';

export const pagePreferences = {
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
  // A tap must be shown at once also while another window is in front.
  backgroundThrottling: false,
} as const satisfies WebPreferences;
