/**
 * The first thing that `npm start` and `npm test` run: plain JavaScript without dependencies, because on
 * a fresh machine there is nothing else yet. It installs the locked packages when they are not there,
 * makes sure that the pinned Node is among them, and hands over to a TypeScript entry on that Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { followNpm } from './launch/follow-npm.mjs';

const NODE_MAJOR_MIN = 20;
const ASK_AGAIN_MS = 500;
const EXIT = { usage: 2, oldNode: 20, packages: 21, pinnedNode: 22 };
const ENTRIES = {
  start: 'tools/start.ts',
  test: 'tools/test.ts',
  setup: 'tools/setup.ts',
  hq: 'tools/start-hq.ts',
};

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const modules = path.join(root, 'node_modules');

function stop(code, message) {
  console.error(message);
  process.exit(code);
}

/** Some machines preset npm's `nodedir`; native builds would then silently target the wrong Node. */
function cleanEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^npm_config_nodedir$/i.test(name)) delete env[name];
  return env;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // absent or cut off half-way: both mean "install again"
  }
}

/** npm writes its own record last, so a record that equals the lock file means a finished installation. */
function packagesMatchLock() {
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (present === undefined) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const found = present[place];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function run(command, args, cwd) {
  const windows = process.platform === 'win32';
  return spawnSync(command, args, { cwd, env: cleanEnvironment(), stdio: 'inherit', shell: windows }).status;
}

function ensurePackages() {
  if (packagesMatchLock()) return;
  console.log('Installing the locked npm packages (about 20 s)…');
  // Install scripts stay off: the two that matter are run by us, each with the right settings.
  if (run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], root) !== 0) {
    stop(
      EXIT.packages,
      'npm could not install the packages. Check that the npm registry answers, then run the same command again.',
    );
  }
}

function pinnedNodeFile() {
  const manifest = readJson(path.join(modules, 'node/package.json'));
  return { version: manifest?.version, file: path.join(modules, 'node', manifest?.bin?.node ?? 'bin/node') };
}

function pinnedNodeAnswers() {
  const { version, file } = pinnedNodeFile();
  if (!existsSync(file)) return false;
  return spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`;
}

function ensurePinnedNode() {
  if (!pinnedNodeAnswers()) {
    console.log(`Installing Node ${pinnedNodeFile().version} for the project's own use (about 10 s)…`);
    run(process.execPath, ['installArchSpecificPackage'], path.join(modules, 'node'));
    if (!pinnedNodeAnswers()) {
      stop(
        EXIT.pinnedNode,
        'The pinned Node could not be installed. Run the same command again; if it fails again, see CONTRIBUTING.md.',
      );
    }
  }
  const link = path.join(modules, '.bin/node');
  if (process.platform !== 'win32' && !existsSync(link)) {
    rmSync(link, { force: true }); // a dangling link counts as absent but blocks the new one
    symlinkSync(path.relative(path.dirname(link), pinnedNodeFile().file), link);
  }
  return pinnedNodeFile().file;
}

function handOver(node, entry, args) {
  const env = cleanEnvironment();
  env.PATH = path.join(modules, '.bin') + path.delimiter + (env.PATH ?? '');
  const child = spawn(node, [path.join(root, entry), ...args], {
    cwd: root,
    env,
    // The line says that this process is to end, and by breaking off that it is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Said as often as it is heard: whoever is just starting may not listen yet, and to be told twice hurries nobody.
  const askToStop = () => {
    if (child.connected) child.send('stop', () => {}); // an error means that it has ended, which shows by itself
  };
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      askToStop();
      setInterval(askToStop, ASK_AGAIN_MS);
    });
  }
  followNpm('tools/bootstrap.mjs', askToStop);
  child.on('error', (error) =>
    stop(EXIT.pinnedNode, `The pinned Node could not be started: ${error.message}`),
  );
  child.on('exit', (code) => process.exit(code ?? 1));
}

const [name, ...args] = process.argv.slice(2);
const entry = Object.hasOwn(ENTRIES, name ?? '') ? ENTRIES[name] : undefined;
if (entry === undefined)
  stop(EXIT.usage, `Usage: node tools/bootstrap.mjs ${Object.keys(ENTRIES).join('|')}`);
if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  stop(
    EXIT.oldNode,
    `Node ${NODE_MAJOR_MIN} or newer is needed; this is ${process.versions.node}. Install it from nodejs.org or your system's packages.`,
  );
}
ensurePackages();
handOver(ensurePinnedNode(), entry, args);
