/** The bridge of one function between the page and the shell; see `shared/contracts/shell-bridge.ts`. */

import { contextBridge, ipcRenderer } from 'electron';
import { shellBridgeName, shellChannels, tillPortMessage } from '#shared/contracts/shell-bridge.ts';
import type { ShellBridge } from '#shared/contracts/shell-bridge.ts';

let isConnected = false;

const bridge: ShellBridge = {
  connect: (receive) => {
    if (isConnected) return; // one page, one connection: a second one would take the port from the first
    isConnected = true;
    ipcRenderer.on(shellChannels.notice, (_event, notice: unknown) => receive(notice));
    ipcRenderer.on(shellChannels.tillPort, (event) => {
      // The only way a port gets into the page's world; the origin keeps it out of every other document.
      window.postMessage({ message: tillPortMessage }, window.location.origin, event.ports);
    });
    ipcRenderer.send(shellChannels.pageReady);
  },
};

contextBridge.exposeInMainWorld(shellBridgeName, bridge);
