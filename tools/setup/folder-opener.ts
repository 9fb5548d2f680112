/**
 * The program that lets a packaged Electron open an application folder, as the development build of
 * Electron does: `electron [-r FILE] FOLDER`. It is data here, because it is packed into the runtime and
 * runs there, not in this project. It waits for the application's main file, so that Electron's `ready`
 * comes after it even when that file is a module.
 */
export const folderOpenerSource = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(1);
const require = createRequire(path.resolve('opener.js'));
let folder;
for (let at = 0; at < args.length && folder === undefined; at += 1) {
  if (args[at] === '-r' || args[at] === '--require') require(path.resolve(args[(at += 1)]));
  else if (!args[at].startsWith('-')) folder = path.resolve(args[at]);
}
if (folder === undefined) {
  console.error('Usage: electron [-r FILE] FOLDER');
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name ?? 'Electron');
app.setVersion(manifest.version ?? '0.0.0');
await import(pathToFileURL(path.resolve(folder, manifest.main ?? 'index.js')).href);
`;

/** The manifest beside it. */
export const folderOpenerManifest = JSON.stringify({
  name: 'folder-opener',
  type: 'module',
  main: 'main.js',
});
