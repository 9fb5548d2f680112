/** Serves the cashier's screen over a till that lives in the page: for work on the screen alone. */

import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: path.join(import.meta.dirname, '../../..'),
  cacheDir: path.join(import.meta.dirname, '../../../.cache/fake-till'),
  plugins: [react(), tailwindcss()],
  server: { host: '127.0.0.1', port: 5199, strictPort: true },
});
