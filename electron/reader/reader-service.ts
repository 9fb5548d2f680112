/** The reader service: joins readers, cards and the till service. Owns no process, no native module and no clock. */

import { appError } from '#shared/contracts/error-codes.ts';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderContract, ReaderState } from '#shared/contracts/reader-contract.ts';
import type { EmitEvent } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import type { RpcServer } from '#shared/contracts/rpc-server.ts';
import type { Clock, Timers } from '#shared/kernel/clock.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { chooseReaders } from './choose-readers.ts';
import type { ReaderLane } from './reader-lane.ts';
import { createReaderLanes } from './reader-lanes.ts';
import type { ReaderLanes } from './reader-lanes.ts';
import type { ReaderLog, ReaderPort, ReaderPortEvent } from './reader-port.ts';
import type { ScriptedPort } from './scripted-adapter.ts';

export type ReaderServiceDeps = {
  /** Absent where the native module cannot be loaded: the state is then `noService`. */
  readonly cardReaders: ReaderPort | undefined;
  /** The demo's tray; its cards count, but it is never shown as a reader. */
  readonly scripted: ScriptedPort | undefined;
  readonly timers: Timers;
  readonly monotonicMs: Clock['monotonicMs'];
  /** How many times in a row the service has been started. */
  readonly attempt: number;
  /** The process should end and be started again; the last messages have been sent. */
  readonly onStartOver: (reason: 'serviceLost' | 'stuck') => void;
  readonly onBug: (bug: unknown) => void;
  readonly log: ReaderLog;
};

export type ReaderService = {
  readonly start: () => void;
  /** Serves a till service and tells it what is known; the last one served is let go. */
  readonly serve: (wire: Wire) => void;
  /** The till service went away. */
  readonly letGo: () => void;
};

export function createReaderService(deps: ReaderServiceDeps): ReaderService {
  let state: ReaderState = { kind: 'starting', attempt: deps.attempt };
  let till: RpcServer<ReaderContract> | undefined;
  const emit: EmitEvent<ReaderContract> = (event, payload) => till?.emit(event, payload);
  const setState = (next: ReaderState): void => {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    deps.log(
      'readerState',
      next.kind === 'ready' ? { state: next.kind, reader: next.readerName } : { state: next.kind },
    );
    emit('stateChanged', state);
  };
  const lanes = createReaderLanes({ ...deps, emit, onStuck: () => deps.onStartOver('stuck') });

  const start = (): void => {
    if (deps.scripted !== undefined) startScripted(deps.scripted, lanes);
    if (deps.cardReaders === undefined) setState({ kind: 'noService' });
    else deps.cardReaders.start(followReaders({ deps, lanes, setState }));
  };
  const letGo = (): void => {
    till?.close();
    till = undefined;
  };
  const serve = (wire: Wire): void => {
    letGo();
    const served = serveRpc({
      contract: readerContract,
      wire,
      handlers: {
        readerState: () => ok(state),
        tapScriptedCard: ({ cardUid, holdMs }) => {
          if (deps.scripted === undefined) return err(appError('demo_only'));
          deps.scripted.tap(cardUid, holdMs);
          return ok({});
        },
      },
      onBug: deps.onBug,
      onStrangeFrame: () => deps.log('strangeFrame'),
    });
    till = served;
    wire.onClose(() => {
      if (till === served) till = undefined;
    });
    emit('stateChanged', state);
    for (const present of lanes.present()) emit('cardPresent', present);
  };
  return { start, serve, letGo };
}

type Following = {
  readonly deps: ReaderServiceDeps;
  readonly lanes: ReaderLanes;
  readonly setState: (state: ReaderState) => void;
};

function followReaders({ deps, lanes, setState }: Following): (event: ReaderPortEvent) => void {
  return (event) => {
    switch (event.kind) {
      case 'serviceMissing':
        setState({ kind: 'noService' });
        return;
      case 'serviceLost':
        lanes.keep([]);
        setState({ kind: 'noService' });
        deps.onStartOver('serviceLost');
        return;
      case 'readersChanged': {
        const chosen = chooseReaders(event.readerNames);
        const [readerName] = chosen;
        lanes.keep(chosen);
        setState(readerName === undefined ? { kind: 'noReader' } : { kind: 'ready', readerName });
        return;
      }
      case 'cardPlaced':
        lanes.of(event.readerName)?.placed(event.atr);
        return;
      case 'cardLifted':
        lanes.of(event.readerName)?.lifted();
        return;
      default:
        unreachable(event);
    }
  };
}

function startScripted(port: ScriptedPort, lanes: ReaderLanes): void {
  let lane: ReaderLane | undefined;
  port.start((event) => {
    if (event.kind === 'readersChanged') lane ??= lanes.scripted(port, event.readerNames[0] ?? '');
    if (event.kind === 'cardPlaced') lane?.placed(event.atr);
    if (event.kind === 'cardLifted') lane?.lifted();
  });
}
