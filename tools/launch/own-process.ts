import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { constants } from 'node:os';
import { whenToldToStop } from './told-to-stop.ts';

/** A process that this run started, and how to end it together with everything that it started itself. */
export interface OwnProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or -1 when it was killed or could not start; never rejects. */
  readonly ended: Promise<number>;
  readonly stop: () => Promise<void>;
}

const STOP_MS_MAX = 3000;

/** Starts a command as the head of its own process group, so that it can be stopped as a whole by its id. */
export function startOwnProcess(command: string, args: readonly string[], options: SpawnOptions): OwnProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('exit', (code) => resolve(code ?? -1));
  });
  const killAll = (): void => killGroup(child);
  process.once('exit', killAll); // whatever ends this run, nothing that it started may outlive it
  return {
    child,
    ended,
    stop: async () => {
      child.kill('SIGTERM'); // the head alone, so that it can end its own children in good order
      const timer = setTimeout(killAll, STOP_MS_MAX);
      await ended;
      clearTimeout(timer);
      killAll(); // the head is gone; what it left behind in its group goes too
      process.off('exit', killAll);
    },
  };
}

/**
 * Makes this run end by itself when it is told to stop. Without it Node dies without its `exit` event, and
 * what `startOwnProcess` started would stay behind. The returned function leaves it to somebody else from then on.
 */
export function exitWhenToldToStop(): () => void {
  return whenToldToStop(() => process.exit(128 + constants.signals.SIGTERM));
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch (error) {
    // The group is already empty: exactly what was asked for.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
