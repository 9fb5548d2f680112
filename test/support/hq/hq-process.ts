/** HQ as a process of its own, as its owner starts it: to be killed, stopped, and spoken to over HTTP. */

import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';

export type HqProcess = {
  readonly url: string;
  readonly pid: number;
  /** Everything that it logged until now, and everything that it said besides. */
  readonly log: () => string;
  readonly errors: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
};

export type CommandRun = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type Environment = Readonly<Record<string, string>>;

const entry = path.resolve(import.meta.dirname, '../../../tools/hq.ts');

/** Resolves when it has logged its start and said where it listens. Ends with the test at the latest. */
export async function startHqProcess(
  args: readonly string[],
  environment: Environment = {},
): Promise<HqProcess> {
  const running = spawnHq(['--port', '0', ...args], environment);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    // Two streams: the one that says where it listens may be ahead of the log.
    const look = (): void => {
      const found = /HQ is running: (\S+)/.exec(running.stderr());
      if (found?.[1] !== undefined && running.stdout().includes('"started"')) resolve(found[1]);
    };
    running.child.stderr.on('data', look);
    running.child.stdout.on('data', look);
    // Once it listens nobody waits for this any more.
    void running.ended.then((ending) => reject(new Error(`HQ ended (${ending}): ${running.stderr()}`)));
  });
  return {
    url,
    pid: running.child.pid ?? 0,
    log: running.stdout,
    errors: running.stderr,
    kill: (signal) => void running.child.kill(signal),
    ended: running.ended,
  };
}

/** Until an HQ can work: on a busy machine its database may be too late with an answer, and then it says so. */
export async function untilReady(url: string): Promise<void> {
  await expect.poll(async () => (await fetch(`${url}/ready`)).status).toBe(200);
}

/** Runs a command of HQ to its end. */
export async function runHqCommand(
  args: readonly string[],
  environment: Environment = {},
): Promise<CommandRun> {
  const running = spawnHq(args, environment);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  const ending = await running.ended;
  return {
    code: typeof ending === 'number' ? ending : -1,
    stdout: running.stdout(),
    stderr: running.stderr(),
  };
}

export type RunningCommand = {
  readonly stderr: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<number | NodeJS.Signals>;
};

/** Starts a command of HQ that is to be ended before its time. Ends with the test at the latest. */
export function startHqCommand(args: readonly string[], environment: Environment = {}): RunningCommand {
  const running = spawnHq(args, environment);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return {
    stderr: running.stderr,
    kill: (signal) => void running.child.kill(signal),
    ended: running.ended,
  };
}

function spawnHq(args: readonly string[], environment: Environment) {
  const { HQ_DATABASE_URL: _url, HQ_KEY_PASSPHRASE: _passphrase, ...inherited } = process.env;
  const env = { ...inherited, ...environment };
  const child = spawn(process.execPath, [entry, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
  return { child, ended, stdout: () => stdout, stderr: () => stderr };
}
