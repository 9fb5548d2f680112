import type { UtilityProcess } from 'electron';

/** `atOnce` ends also a process that hangs or was stopped, which Electron's own `kill` cannot. */
export function killUtility(child: UtilityProcess, how: 'politely' | 'atOnce'): void {
  if (how === 'politely' || child.pid === undefined) child.kill();
  else process.kill(child.pid, 'SIGKILL');
}
