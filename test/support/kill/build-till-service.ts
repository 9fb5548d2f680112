/** The till service as a build ships it, from the sources as they are now: it starts four times as fast as they do. */

import path from 'node:path';
import { build } from 'vite';
import { projectPath } from '#tools/setup/project-paths.ts';

const entries = ['till-process', 'cache-worker-process', 'sync-worker-process'] as const;
/** What contains a native part is loaded from the packages. */
const external = ['better-sqlite3', '@node-rs/argon2'];

/** Answers with the path of the built entry. The folder lies inside the project, so that packages are found. */
export async function buildTillService(): Promise<string> {
  const outDir = projectPath('node_modules', '.cache', 'vafa-kill', String(process.pid));
  const input = Object.fromEntries(
    entries.map((name) => [name, projectPath('electron', 'till', `${name}.ts`)]),
  );
  await build({
    configFile: false,
    root: projectPath(),
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: { input, external, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  return path.join(outDir, 'till-process.js');
}
