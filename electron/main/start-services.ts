/** Starts the reader service, and the till service once there are keys for it. */

import path from 'node:path';
import { app } from 'electron';
import type { MessagePortMain } from 'electron';
import { readerExitCodes, readerSilentMs, tillSilentMs } from '#shared/contracts/supervision.ts';
import type { TillStart } from '#shared/contracts/supervision.ts';
import type { DataFolder } from './data-folder.ts';
import { forkTill } from './fork-till.ts';
import type { TillService } from './fork-till.ts';
import type { PortJoiner } from './join-ports.ts';
import { keepKeys } from './keep-keys.ts';
import type { KeptKeys } from './keep-keys.ts';
import type { Log } from './log.ts';
import { createSessionHolder } from './hold-session.ts';
import { monotonicClock, nodeTimers, strongRandomBytes } from './node-ports.ts';
import type { RuntimeFacts } from '#shared/contracts/runtime-facts-schema.ts';
import type { StartOptions } from './start-options.ts';
import { createReaderLaunch } from './start-reader.ts';
import type { ReaderService } from './start-reader.ts';
import { createSupervisor } from './supervise-service.ts';
import type { Supervisor } from './supervise-service.ts';
import { createSystemVault } from './system-vault.ts';

export type ServicesDeps = {
  readonly options: StartOptions;
  readonly log: Log;
  readonly facts: RuntimeFacts;
  readonly joiner: PortJoiner<MessagePortMain>;
  readonly folder: DataFolder;
};

export type Stoppable = { readonly stop: () => Promise<void> };

const common = { clock: monotonicClock, timers: nodeTimers };

/** The services that were started. Without keys there is no till service, and the page is told the reason. */
export async function startServices(deps: ServicesDeps): Promise<readonly Stoppable[]> {
  const services: Stoppable[] = [];
  if (deps.options.reader) services.push(startReader(deps));
  const kept = await keepKeys({
    demo: deps.options.demo,
    vault: createSystemVault(),
    files: deps.folder,
    randomBytes: strongRandomBytes,
  });
  if (kept.ok) services.push(startTill(deps, kept.value));
  else {
    deps.log('keysNotKept', { code: kept.error.code, ...kept.error.details });
    deps.joiner.tillCannotStart(kept.error.code);
  }
  return services;
}

function startTill(deps: ServicesDeps, kept: KeptKeys): Supervisor<TillService> {
  const holder = createSessionHolder(monotonicClock);
  const start = (): TillStart => ({
    message: 'start',
    dataDir: deps.options.dataDir,
    witnessDir: path.join(app.getPath('userData'), 'witness'),
    resourcesDir: path.join(app.getAppPath(), 'resources'),
    demo: deps.options.demo,
    ...kept,
    sqliteNativeBinding: deps.facts.sqliteNativeBinding,
    session: holder.held(),
  });
  const supervisor = createSupervisor<TillService>({
    ...common,
    log: deps.log,
    name: 'till',
    launch: (_attempt, signs) => {
      const received = (message: unknown): void => {
        holder.heard(message);
        signs.received(message);
      };
      return forkTill(serviceFile('till-process.js'), start(), { ...signs, received });
    },
    onRunning: deps.joiner.tillRunning,
    onLost: deps.joiner.tillLost,
    onRefused: deps.joiner.tillCannotStart,
    onBeat: (till) => till.beat(),
    silenceMsMax: tillSilentMs,
  });
  supervisor.start();
  return supervisor;
}

function startReader(deps: ServicesDeps): Supervisor<ReaderService> {
  const { facts, joiner, log } = deps;
  const supervisor = createSupervisor<ReaderService>({
    ...common,
    log,
    name: 'reader',
    launch: createReaderLaunch(serviceFile('reader-process.js'), facts, { scripted: deps.options.demo, log }),
    onRunning: joiner.readerRunning,
    onLost: joiner.readerLost,
    onRefused: joiner.readerLost,
    onBeat: () => {}, // the reader service sees the end of this process by its closed channel
    silenceMsMax: readerSilentMs,
    startOverCode: readerExitCodes.startOver,
  });
  supervisor.start();
  return supervisor;
}

/** The services are built as files beside this one. */
function serviceFile(name: string): string {
  return path.join(import.meta.dirname, name);
}
