import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { type OwnProcess, startOwnProcess } from './own-process.ts';

/** The PC/SC service with the virtual reader; `stop` ends it only if this run started it. */
export interface CardService {
  readonly isOwn: boolean;
  readonly stop: () => Promise<void>;
}

const RUN_FOLDER = '/run/pcscd';
const SOCKET = `${RUN_FOLDER}/pcscd.comm`;
/** Where the virtual reader waits for a card to be placed. */
const VIRTUAL_READER_PORT = 35_963;
const LISTENING = '0A';
const START_MS_MAX = 60_000;
const POLL_MS = 50;

/** Uses the card service that runs already, or starts one in the foreground; the error is a sentence. */
export async function obtainCardService(): Promise<Result<CardService, string>> {
  if (process.platform !== 'linux') return ok({ isOwn: false, stop: () => Promise.resolve() });
  if (await answers({ path: SOCKET })) return ok({ isOwn: false, stop: () => Promise.resolve() });
  await mkdir(RUN_FOLDER, { recursive: true });
  const service = startOwnProcess('pcscd', ['--foreground'], { stdio: 'ignore' });
  if (await isReady(service)) return ok({ isOwn: true, stop: service.stop });
  await service.stop();
  return err(
    'The card service pcscd could not be started. Is it installed, with the virtual reader vsmartcard-vpcd?',
  );
}

async function isReady(service: OwnProcess): Promise<boolean> {
  let hasEnded = false;
  void service.ended.then(() => (hasEnded = true));
  const deadlineMs = performance.now() + START_MS_MAX;
  while (!hasEnded && performance.now() < deadlineMs) {
    if ((await answers({ path: SOCKET })) && (await isVirtualReaderListening())) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** Looked up rather than tried out, because connecting to the reader's port is placing a card on it. */
async function isVirtualReaderListening(): Promise<boolean> {
  const port = VIRTUAL_READER_PORT.toString(16).toUpperCase();
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables.some((table) => new RegExp(`:${port} \\S+ ${LISTENING} `).test(table));
}

function answers(target: { readonly path: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
