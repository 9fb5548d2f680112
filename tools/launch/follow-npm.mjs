/** Notices that the npm which runs this process is gone. Plain JavaScript: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * npm hands SIGTERM and SIGINT to the shell between itself and this process, which dies of them without handing them
 * on; of SIGHUP and SIGKILL npm dies itself. So whoever npm started has to look for it. Calls `onGone` at every look
 * from then on. Does nothing where npm did not start this process: a service manager, or a person, may leave it behind.
 */
export function followNpm(script, onGone) {
  if (!process.env.npm_lifecycle_script?.includes(script)) return;
  const starter = process.ppid;
  const shell = describe(starter);
  // Some shells become the command that they were given; then the starter is npm, and what is above it is not ours.
  const npm = shell?.command.includes(script) ? shell.parent : undefined;
  setInterval(() => {
    if (process.ppid !== starter || !isAlive(starter) || (npm !== undefined && !isAlive(npm))) onGone();
  }, LOOK_EVERY_MS);
}

/** Who started a process, and its command line; `undefined` where the system does not tell, as on Windows. */
function describe(pid) {
  if (process.platform === 'win32') return undefined;
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const found = /^\s*(\d+)\s+(.*)$/.exec(stdout?.trim() ?? '');
  return found === null ? readProcess(pid) : { parent: Number(found[1]), command: found[2] };
}

/** Small systems have no `ps`. */
function readProcess(pid) {
  try {
    const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return parent === undefined ? undefined : { parent: Number(parent), command };
  } catch {
    return undefined; // it has ended, or there is no such folder: only the starter itself is watched then
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // there, but another user's
  }
}
