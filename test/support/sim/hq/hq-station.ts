/** One place where a till stands: its disk, the lives that begin on it, and the clerk before it. */

import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { createValueClerk } from '../value-clerk.ts';
import type { ValueClerk } from '../value-send.ts';
import { mustHold } from '../violation.ts';
import type { HqLine, HqNet } from './hq-net.ts';
import { beginHqLife } from './hq-till.ts';
import type { HqTillDeps, HqTillLife } from './hq-till.ts';
import type { HqTime } from './hq-time.ts';
import { createQuickWires } from './quick-wire.ts';
import type { TillFolders } from './till-folder.ts';
import type { TillIdentity } from './till-identity.ts';

export type HqStation = {
  readonly name: string;
  readonly identity: TillIdentity;
  readonly clerk: ValueClerk;
  readonly line: HqLine & { isCutOff: boolean };
  readonly isAlive: () => boolean;
  readonly now: () => HqTillLife;
  /** Begins a life on what the last one left. */
  readonly rise: () => Promise<void>;
  /** The power goes; what lies on the disk stays. */
  readonly die: () => void;
  /** What lies on the disk now. */
  readonly image: () => string;
  /** From now on the disk is this image; the till is dead. */
  readonly putImage: (image: string) => void;
  readonly setClockOffset: (offsetMs: number) => void;
  /** Something that only a bug can cause. */
  readonly bug: () => unknown;
};

export type StationDeps = {
  readonly name: string;
  readonly seed: number;
  readonly identity: TillIdentity;
  readonly folder: string;
  readonly resourcesDir: string;
  readonly folders: TillFolders;
  readonly time: HqTime;
  readonly net: HqNet;
  readonly fault: HqLine['fault'];
  readonly note: (what: string) => void;
};

export function createHqStation(deps: StationDeps): HqStation {
  const { name, seed, identity, folders, time, net, note } = deps;
  const idRng = createSeededRng(seed ^ 0x33);
  let folder = folders.imageOf(deps.folder);
  let life: HqTillLife | null = null;
  let offsetMs = 0;
  let bug: unknown;
  let isStartDue = false;
  const line = createLine(deps);
  const clerk = createValueClerk(clerkDeps({ seed, idRng, note }), { headSeq: () => headSeqOf(life) });
  const die = (): void => {
    if (life === null) return;
    const ended = life;
    life = null;
    folder = folders.imageOf(ended.folder);
    ended.end();
  };
  const tillDeps: HqTillDeps = {
    time,
    offsetMs: () => offsetMs,
    identity,
    rng: createSeededRng(seed ^ 0x99),
    http: () => net.httpOf(line),
    resourcesDir: deps.resourcesDir,
    log: (event, facts) => note(`log ${event} ${JSON.stringify(facts ?? {})}`),
    onStartOver: (reason) => {
      note(`starts over: ${reason}`);
      if (isStartDue) return;
      isStartDue = true;
      time.later(50, async () => {
        isStartDue = false;
        if (life === null) return;
        die();
        await rise();
      });
    },
    onBug: (thrown) => {
      bug ??= thrown;
    },
  };
  const rise = async (): Promise<void> => {
    if (life !== null) return;
    const begun = await beginHqLife(tillDeps, folder);
    life = begun;
    meet({ clerk, begun, time, isGone: () => life !== begun });
    note(`life from ${String(headSeqOf(begun))}`);
  };
  return {
    name,
    identity,
    clerk,
    line,
    isAlive: () => life !== null,
    now: () => {
      mustHold(life !== null, 'the till lives');
      return life;
    },
    rise,
    die,
    image: () => folders.imageOf(life?.folder ?? folder),
    putImage: (image) => {
      mustHold(life === null, 'a disk is changed while its till is off');
      folder = folders.imageOf(image);
    },
    setClockOffset: (ms) => {
      offsetMs = ms;
    },
    bug: () => bug,
  };
}

function createLine({ seed, fault }: StationDeps): HqStation['line'] {
  const line = {
    rng: createSeededRng(seed ^ 0x71),
    fault,
    isCutOff: false,
    isCut: () => line.isCutOff,
  };
  return line;
}

type Meeting = {
  readonly clerk: ValueClerk;
  readonly begun: HqTillLife;
  readonly time: HqTime;
  readonly isGone: () => boolean;
};

function meet({ clerk, begun, time, isGone }: Meeting): void {
  const wires = createQuickWires();
  begun.till.connectScreen(wires.till);
  const { calls } = createRpcClient({
    contract: tillContract,
    wire: wires.screen,
    timers: time.timersOf(() => false),
    onEvent: (event) => {
      if (!isGone()) clerk.onEvent(event);
    },
    onLost: () => undefined,
    onStrangeFrame: (frame) => mustHold(false, 'the till sends what its contract knows', { frame }),
  });
  clerk.meet(calls);
}

function clerkDeps(given: {
  readonly seed: number;
  readonly idRng: Rng;
  readonly note: (what: string) => void;
}) {
  return {
    rng: createSeededRng(given.seed),
    id: () => uuidV7(epochMs(1_795_262_400_000), given.idRng.bytes(10)),
    tap: () => false,
    wait: () => Promise.resolve(),
    note: given.note,
    isCareless: false,
  };
}

/** Of the newest committed entry, over all epochs; null while the till is off. */
function headSeqOf(life: HqTillLife | null): number | null {
  const row = life?.committed.prepareRead('SELECT COUNT(*) AS entries FROM entry').get();
  return row === undefined ? null : Number(row['entries']);
}
