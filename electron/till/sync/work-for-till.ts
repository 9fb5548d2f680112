/** The worker put together: a ledger to read, a cache to write, a line to HQ, and the agent between them. */

import path from 'node:path';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SyncNews, SyncOrder } from '#shared/contracts/sync/sync-worker.ts';
import { createHqClient } from '#sync/client/hq-client.ts';

import { createHqLink } from '#sync/client/hq-link.ts';
import type { HqLink } from '#sync/client/hq-link.ts';
import type { Http } from '#sync/client/http.ts';
import { listenForHints } from '#sync/client/listen-for-hints.ts';
import type { HintDeps, Hints } from '#sync/client/listen-for-hints.ts';
import { startSyncAgent } from '#sync/client/sync-agent.ts';
import type { SyncAgent } from '#sync/client/sync-agent.ts';
import type { AgentPorts, Identity, SyncLedger } from '#sync/client/sync-ports.ts';
import { createTrustedKeys } from '#sync/client/trusted-keys.ts';
import { sealBox } from '#sync/core/sealed-box.ts';
import type { ChainTools } from '../cache/apply-chain.ts';
import type { ReadDb } from '../db/database.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { createEmptySyncLedger, createSyncLedger } from '../db/stores/sync-ledger-store.ts';
import { ledgerName } from '../durability/open-ledger.ts';
import { nodeBox } from '../node-box.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from '../node-signatures.ts';
import type { TillPorts } from '../ports.ts';
import { nodeSegments } from './node-codec.ts';
import { openPull } from './open-pull.ts';
import { readBackOwn } from './read-back-own.ts';
import { createReserving } from './reserve-at-hq.ts';
import type { SyncJob } from './worker-job.ts';

export type WorkPorts = Pick<TillPorts, 'clock' | 'timers' | 'nextTurn' | 'randomBytes' | 'log'>;

export type Work = {
  readonly onOrder: (order: SyncOrder) => void;
  readonly stop: () => Promise<void>;
};

export type WorkDeps = {
  readonly job: SyncJob;
  readonly http: Http;
  readonly ports: WorkPorts;
  readonly tell: (news: SyncNews) => void;
  readonly onBug: (bug: unknown) => void;
  /** A verifier of an operator's PIN as this till keeps it, from one that HQ sealed for it. */
  readonly keepVerifier: ChainTools['keepVerifier'];
};

export function workForTill(deps: WorkDeps): Work {
  const { job, ports, tell } = deps;
  const { signHead, publicKey } = createHeadSigner(job.signingSeed);
  const { deviceId } = job.hq;
  const trusted = createTrustedKeys(job.hq.keys, (keys) => tell({ kind: 'keys', keys: [...keys] }));
  const link = createHqLink({
    http: deps.http,
    deviceId,
    sign: signHead,
    trusted: trusted.keys,
    app: job.app,
    ports: { sha256, utf8, verifySignature, randomBytes: ports.randomBytes },
  });
  const client = createHqClient(link, utf8);
  const opened = openLedger(job);
  const pull = openPull(job, { log: ports.log, keepVerifier: deps.keepVerifier, ledger: opened.db });
  const agentPorts = agentPortsOf(ports);
  const hints = keepHints(deps, { link, ports: agentPorts });
  const { place } = job;
  const agent = startSyncAgent({
    client,
    ledger: opened.ledger,
    segments: nodeSegments,
    pull: pull.target,
    identity: identityOf(job),
    ports: agentPorts,
    tell,
    start: job.start,
    ...(job.startDelayMs === null ? {} : { startDelayMs: job.startDelayMs }),
    onReachable: () => hints.open({ onHint: agent.hinted, onBroken: agent.broken }),
    refreshKeys: () => trusted.refresh(client, { verifySignature, utf8 }),
    onSetBack: (setBack) =>
      readBackOwn(
        {
          client,
          ledger: opened.ledger,
          segments: nodeSegments,
          deviceId,
          publicKey,
          place: { dataDir: place.dataDir, databaseKey: place.key },
          randomBytes: ports.randomBytes,
          tell,
        },
        setBack,
      ),
    onBug: deps.onBug,
  });
  const reserving = createReserving({ client, timers: ports.timers, tell });
  return {
    onOrder: (order) => obey(agent, reserving, order),
    stop: async () => {
      hints.close();
      deps.http.close();
      await agent.stop();
      opened.db?.close();
      pull.close();
    },
  };
}

function obey(agent: SyncAgent, reserving: ReturnType<typeof createReserving>, order: SyncOrder): void {
  switch (order.order) {
    case 'booked':
      agent.booked();
      break;
    case 'now':
      agent.now();
      break;
    case 'reserve':
      void reserving.reserve(order.request, order.withinMs);
      break;
    case 'release':
      void reserving.release(order.opKey);
      break;
    case 'stop':
      break; // told by whoever runs the worker
  }
}

function openLedger(job: SyncJob): { readonly ledger: SyncLedger; readonly db: ReadDb | undefined } {
  const { deviceId } = job.hq;
  if (!job.hasLedger) return { ledger: createEmptySyncLedger({ deviceId, sha256 }), db: undefined };
  const { dataDir, key, nativeBinding } = job.place;
  const opened = openDatabaseToRead({
    path: path.join(dataDir, ledgerName),
    key,
    nativeBinding,
    kind: ledgerKind,
    // The main thread of this process has it open: its locks must not be touched.
    isOpenHere: true,
  });
  invariant(opened.ok, 'a ledger that the till has open can be read');
  return { ledger: createSyncLedger({ db: opened.value, deviceId, sha256 }), db: opened.value };
}

function identityOf({ hq, app }: SyncJob): Identity {
  const escrowKey = hexToBytes(hq.escrowKey);
  invariant(escrowKey !== undefined, 'an escrow key is hexadecimal');
  return {
    deviceId: hq.deviceId,
    app,
    sealToHq: (key) => {
      const box = sealBox(key, escrowKey, nodeBox);
      invariant(box !== undefined, 'HQ gave a usable escrow key');
      return box;
    },
  };
}

function agentPortsOf({ clock, timers, nextTurn, randomBytes }: WorkPorts): AgentPorts {
  const fraction = (): number => randomBytes(4).reduce((value, byte) => value * 256 + byte, 0) / 2 ** 32;
  return { clock, timers, nextTurn, fraction, sha256, utf8 };
}

type HintLine = {
  readonly open: (told: Pick<HintDeps, 'onHint' | 'onBroken'>) => void;
  readonly close: () => void;
};

function keepHints(
  { http }: WorkDeps,
  { link, ports }: { readonly link: HqLink; readonly ports: AgentPorts },
): HintLine {
  let hints: Hints | undefined;
  return {
    open: (told) => {
      hints ??= listenForHints({ http, link, ports, ...told });
    },
    close: () => hints?.close(),
  };
}
