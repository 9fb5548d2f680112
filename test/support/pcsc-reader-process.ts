/** The real reader service in a real child process, kept running as main keeps it, and listened to as the till does. */

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderContract } from '#shared/contracts/reader-contract.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { RpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { readerExitCodes, readerIpcSchema, serviceSignSchema } from '#shared/contracts/supervision.ts';
import type { ReaderControl } from '#shared/contracts/supervision.ts';
import { patientTimers } from './patient-timers.ts';

const entry = new URL('../../electron/reader/reader-process.ts', import.meta.url);
const waitMsMax = 120_000;
const signSeen = 'signSeen';

export type ReaderEvent = AnyEvent<ReaderContract>;
type EventNamed<Name extends ReaderEvent['event']> = Extract<ReaderEvent, { readonly event: Name }>;

export type ReaderProcess = {
  readonly calls: () => RpcClient<ReaderContract>['calls'];
  /** Everything told so far, across restarts. */
  readonly events: readonly ReaderEvent[];
  readonly exitCodes: readonly (number | null)[];
  /** The next event of this name that has not been taken yet and fits; fails after a generous time. */
  readonly next: <Name extends ReaderEvent['event']>(
    name: Name,
    fits?: (payload: EventNamed<Name>['payload']) => boolean,
  ) => Promise<EventNamed<Name>['payload']>;
  readonly untilState: (kind: EventNamed<'stateChanged'>['payload']['kind']) => Promise<void>;
  /** Settles with the next sign of life. */
  readonly nextHeartbeat: () => Promise<void>;
  readonly pid: () => number;
  readonly stop: () => Promise<void>;
};

export type ReaderProcessOptions = {
  readonly env: Readonly<Record<string, string>>;
  readonly scripted?: boolean;
};

export function startReaderProcess(options: ReaderProcessOptions): ReaderProcess {
  const events: ReaderEvent[] = [];
  const exitCodes: (number | null)[] = [];
  const signs = new EventTarget();
  let stopping = false;
  let current = launch();

  function launch(): { readonly child: ChildProcess; readonly client: RpcClient<ReaderContract> } {
    const child = fork(entry, {
      env: { ...process.env, ...options.env },
      execArgv: [],
      stdio: ['ignore', 'ignore', process.env['VAFA_TEST_LOG'] === undefined ? 'ignore' : 'inherit', 'ipc'],
    });
    child.on('message', (raw) => {
      const { channel, message } = readerIpcSchema.parse(raw);
      if (channel === 'control') signs.dispatchEvent(new Event(serviceSignSchema.parse(message).message));
    });
    child.once('exit', (code) => {
      exitCodes.push(code);
      if (!stopping && (code === readerExitCodes.startOver || code === null)) current = launch();
    });
    const client = createRpcClient({
      contract: readerContract,
      wire: tillWire(child),
      timers: patientTimers,
      onEvent: (event) => {
        events.push(event);
        signs.dispatchEvent(new Event(signSeen));
      },
      onLost: () => {},
      onStrangeFrame: (frame) => {
        throw new Error(`strange frame: ${JSON.stringify(frame)}`);
      },
    });
    const control = (message: ReaderControl): void => void child.send({ channel: 'control', message });
    control({ message: 'start', scripted: options.scripted ?? false, lastResort: false, attempt: 1 });
    control({ message: 'tillPort' });
    return { child, client };
  }

  const next = createTaker(events, signs);
  return {
    calls: () => current.client.calls,
    events,
    exitCodes,
    next,
    untilState: async (kind) => void (await next('stateChanged', (state) => state.kind === kind)),
    nextHeartbeat: () => heard(signs, 'alive', AbortSignal.timeout(waitMsMax), () => 'no heartbeat'),
    pid: () => current.child.pid ?? 0,
    stop: async () => {
      stopping = true;
      const { child } = current;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Each event is taken once, so that a test cannot live on what it has seen before. */
function createTaker(events: readonly ReaderEvent[], signs: EventTarget): ReaderProcess['next'] {
  const taken = new Set<ReaderEvent>();
  return async (name, fits = () => true) => {
    const isWanted = (event: ReaderEvent): boolean =>
      // The payload belongs to the name that was compared just before.
      !taken.has(event) && event.event === name && fits(event.payload as never);
    const deadline = AbortSignal.timeout(waitMsMax);
    for (;;) {
      const found = events.find(isWanted);
      if (found !== undefined) {
        taken.add(found);
        return found.payload as never; // as above
      }
      await heard(signs, signSeen, deadline, () => `no ${name} in ${JSON.stringify(events.slice(-10))}`);
    }
  };
}

async function heard(
  signs: EventTarget,
  name: string,
  deadline: AbortSignal,
  complain: () => string,
): Promise<void> {
  try {
    await once(signs, name, { signal: deadline });
  } catch (late) {
    throw new Error(complain(), { cause: late });
  }
}

function tillWire(child: ChildProcess): Wire {
  return {
    send: (message) => void (child.connected && child.send({ channel: 'till', message })),
    onMessage: (receive) => {
      child.on('message', (raw) => {
        const { channel, message } = readerIpcSchema.parse(raw);
        if (channel === 'till') receive(message);
      });
    },
    onClose: (closed) => void child.once('exit', closed),
    close: () => child.disconnect(),
  };
}
