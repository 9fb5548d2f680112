/** The reader service, in the first place where its native part loads: this Electron, else a Node. */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import { readerExitCodes, readerIpcSchema } from '#shared/contracts/supervision.ts';
import type { ReaderControl, ReaderIpc, ReaderStart } from '#shared/contracts/supervision.ts';
import type { ReaderPeer } from './join-ports.ts';
import { killUtility } from './kill-utility.ts';
import type { Log } from './log.ts';
import { readerPlaces } from './reader-places.ts';
import type { ReaderPlace } from './reader-places.ts';
import type { RuntimeFacts } from '#shared/contracts/runtime-facts-schema.ts';
import type { ServiceProcess, ServiceSigns } from './supervise-service.ts';

export type ReaderService = ServiceProcess & ReaderPeer<MessagePortMain>;

export type ReaderLaunch = (attempt: number, signs: ServiceSigns) => ReaderService;

/** Remembers between starts which place was found not to work. */
export function createReaderLaunch(
  file: string,
  facts: RuntimeFacts,
  deps: { readonly scripted: boolean; readonly log: Log },
): ReaderLaunch {
  const places = [...readerPlaces(facts)];
  return (attempt, signs) => {
    const [place = { kind: 'utility', lastResort: true }] = places;
    const start: ReaderStart = {
      message: 'start',
      scripted: deps.scripted,
      lastResort: place.lastResort,
      attempt,
    };
    const exited = (code: number | null): void => {
      const isUnusable = code === readerExitCodes.nativeUnusable || code === cannotSpawn;
      if (isUnusable && places.length > 1) {
        deps.log('readerPlaceUnusable', { place: place.kind });
        places.shift();
      }
      signs.exited(code);
    };
    const launch = place.kind === 'utility' ? forkReader : spawnReader;
    return launch({ file, place, start, signs: { received: signs.received, exited } });
  };
}

type Launched = {
  readonly file: string;
  readonly place: ReaderPlace;
  readonly start: ReaderStart;
  readonly signs: ServiceSigns;
};

/** No process ever ends with this code: there was none. */
const cannotSpawn = -1;

function forkReader({ file, start, signs }: Launched): ReaderService {
  const child = utilityProcess.fork(file, [], { serviceName: 'Vafa reader service', stdio: 'inherit' });
  const control = (message: ReaderControl, ports: MessagePortMain[] = []): void =>
    child.postMessage(message, ports);
  child.on('message', signs.received);
  child.once('exit', signs.exited);
  control(start);
  return {
    kill: (how) => killUtility(child, how),
    takePort: (port) => control({ message: 'tillPort' }, [port]),
  };
}

function spawnReader({ file, place, start, signs }: Launched): ReaderService {
  const node = place.kind === 'node' ? place.node : '';
  const child = spawn(node, [file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'json',
  });
  let relayed: MessagePortMain | undefined;
  let hasEnded = false;
  const end = (code: number | null): void => {
    if (hasEnded) return;
    hasEnded = true;
    relayed?.close();
    signs.exited(code);
  };
  child.once('exit', end);
  // Without a process id there was no process; any later error belongs to one whose end is told by `exit`.
  child.on('error', () => child.pid === undefined && end(cannotSpawn));
  child.on('message', (wrapped) => {
    const parsed = readerIpcSchema.safeParse(wrapped);
    if (parsed.success && parsed.data.channel === 'till') relayed?.postMessage(parsed.data.message);
    else signs.received(parsed.success ? parsed.data.message : wrapped);
  });
  tell(child, { channel: 'control', message: start });
  return {
    kill: (how) => child.kill(how === 'politely' ? 'SIGTERM' : 'SIGKILL'),
    takePort: (port) => {
      relayed?.close();
      relayed = port;
      relay(child, port, () => relayed === port);
    },
  };
}

/** A port cannot be handed to a Node process, so its end stays here and every frame is passed on unread. */
function relay(child: ChildProcess, port: MessagePortMain, isPresent: () => boolean): void {
  tell(child, { channel: 'control', message: { message: 'tillPort' } });
  port.on('message', (event) => tell(child, { channel: 'till', message: event.data }));
  port.once('close', () => {
    if (isPresent()) tell(child, { channel: 'control', message: { message: 'tillPortClosed' } });
  });
  port.start();
}

function tell(child: ChildProcess, message: ReaderIpc): void {
  if (!child.connected) return;
  // A pipe that breaks now is the end of the process, which `exit` tells.
  child.send(message, () => {});
}
