import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (...parts: readonly string[]): string => path.join(import.meta.dirname, ...parts);

/** Everything is bundled except what contains a native part and what the runtime itself provides. */
const external = ['electron', 'better-sqlite3', 'nfc-pcsc', '@node-rs/argon2', /^node:/];

/** The oldest Electron that must run this is 33: Node 20.18 and Chrome 130. */
const oldestNode = 'node20.18';
const oldestChrome = 'chrome130';

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: oldestNode,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        // One file per process: each starts on its own and shares nothing at run time but the contracts.
        input: {
          main: at('electron/main/main.ts'),
          'till-process': at('electron/till/till-process.ts'),
          'cache-worker-process': at('electron/till/cache-worker-process.ts'),
          'ledger-worker-process': at('electron/till/ledger-worker-process.ts'),
          'sync-worker-process': at('electron/till/sync-worker-process.ts'),
          'reader-process': at('electron/reader/reader-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: oldestNode,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: at('electron/preload/preload.ts') },
        // A sandboxed preload script has to be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    publicDir: false,
    plugins: [react(), tailwindcss()],
    build: {
      outDir: at('out/renderer'),
      target: oldestChrome,
      minify: true,
      // Pages are read from the disk of the till, so one large file costs nothing.
      chunkSizeWarningLimit: 2000,
      sourcemap: true,
      // Pages load under a strict content policy, so nothing may become an inline data address but pictures.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          cashier: at('renderer/cashier/index.html'),
          console: at('renderer/console/index.html'),
        },
      },
    },
  },
});
