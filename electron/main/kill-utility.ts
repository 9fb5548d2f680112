import type { UtilityProcess } from 'electron';

/** Electron's own `kill` asks first, and gives a process that hangs or was stopped two seconds that selling has not. */
export function killUtility(child: UtilityProcess, how: 'politely' | 'atOnce'): void {
  if (how === 'politely' || child.pid === undefined) child.kill();
  else process.kill(child.pid, 'SIGKILL');
}
