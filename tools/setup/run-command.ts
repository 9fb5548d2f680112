import { spawn } from 'node:child_process';

/** The parts of a run that differ from call to call. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  /** Sees each finished line of both outputs while the command runs. */
  readonly onLine?: (line: string) => void;
}

/** How a command ended; `code` is -1 when it could not start, was killed or ran out of time. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

const TIMEOUT_MS_DEFAULT = 10 * 60_000;

/** The environment without npm's `nodedir`, which would make native builds target another Node. */
export function buildEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_config_nodedir$/i.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/** Runs a command to its end and never throws: a command that cannot start ends with code -1. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? buildEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, options.timeoutMs ?? TIMEOUT_MS_DEFAULT);
    const finish = (code: number): void => {
      clearTimeout(timer);
      resolve({ code, ...output, timedOut });
    };
    for (const name of ['stdout', 'stderr'] as const) {
      const emitLines = lineSplitter(options.onLine);
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
        emitLines(text);
      });
    }
    child.on('error', (error) => {
      output.stderr += error.message;
      finish(-1);
    });
    child.on('close', (code) => finish(code ?? -1));
  });
}

function lineSplitter(onLine: ((line: string) => void) | undefined): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
  };
}
