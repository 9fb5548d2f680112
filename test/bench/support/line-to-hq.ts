/** A till's own client at the line to HQ, over a chain that was made beforehand. */

import { systemPorts } from '#electron/till/node-ports.ts';
import { nodeSegments } from '#electron/till/sync/node-codec.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import type { HqKey } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { firstHello } from '#sync/client/first-hello.ts';
import { createHqClient } from '#sync/client/hq-client.ts';
import { createHqLink } from '#sync/client/hq-link.ts';
import type { Http } from '#sync/client/http.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { listenForHints } from '#sync/client/listen-for-hints.ts';
import { startSyncAgent } from '#sync/client/sync-agent.ts';
import type { EntryToPush, PullTarget, SegmentCodec, SyncLedger } from '#sync/client/sync-ports.ts';
import { createTrustedKeys } from '#sync/client/trusted-keys.ts';
import type { LongTill } from './ingest-tills.ts';

const { timers, randomBytes, clock, nextTurn } = systemPorts;
const linkPorts = { sha256, utf8, verifySignature, randomBytes };

/** The keys that tills believe. */
export async function keysOfHq(url: string): Promise<readonly HqKey[]> {
  const http = createHttpTransport({ origin: url, timers });
  const hello = await firstHello(http, linkPorts);
  http.close();
  invariant(hello.kind === 'ok', 'HQ says who it is');
  return [hello.value.key];
}

export type LineToHq = { readonly stop: () => Promise<void> };

export type LineOptions = {
  readonly url: string;
  readonly keys: readonly HqKey[];
  readonly till: LongTill;
  readonly entries: readonly EntryToPush[];
  readonly tell: (news: SyncNews) => void;
  /** Where something is to be received; without it there is never anything to pull. */
  readonly pull?: PullTarget;
  readonly segments?: SegmentCodec;
  /** Between the client and its transport. */
  readonly watched?: (http: Http) => Http;
  /** As the client chooses it itself when missing. */
  readonly startDelayMs?: number;
};

/** Sends what there is and stays at the line until it is stopped. */
export function startLineToHq(options: LineOptions): LineToHq {
  const { till, tell } = options;
  const { deviceId, sign } = till.till;
  const transport = createHttpTransport({ origin: options.url, timers });
  const http = options.watched?.(transport) ?? transport;
  const trusted = createTrustedKeys(options.keys, () => undefined);
  const link = createHqLink({
    http,
    deviceId,
    sign,
    trusted: trusted.keys,
    app: 'bench',
    ports: linkPorts,
  });
  const client = createHqClient(link, utf8);
  let newest: string | null = null;
  const nothingToPull = pullOf(() => newest);
  const agentPorts = { clock, timers, fraction: randomFraction, nextTurn, sha256, utf8 };
  const agent = startSyncAgent({
    client: {
      ...client,
      contact: async (request) => {
        const answer = await client.contact(request);
        if (answer.kind === 'ok') newest = answer.value.newestCursor;
        return answer;
      },
    },
    ledger: ledgerOf(till, options.entries),
    segments: options.segments ?? nodeSegments,
    pull: options.pull ?? nothingToPull,
    identity: { deviceId, app: 'bench', sealToHq: (key) => key },
    ports: agentPorts,
    tell,
    start: { acknowledged: null, proof: null, hqEpoch: null },
    ...(options.startDelayMs === undefined ? {} : { startDelayMs: options.startDelayMs }),
    onReachable: () => undefined,
    refreshKeys: () => Promise.resolve(),
    onSetBack: () => Promise.resolve(null),
    onBug: (bug) => {
      throw bug;
    },
  });
  const hints =
    options.pull === undefined
      ? undefined
      : listenForHints({ http, link, ports: agentPorts, onHint: agent.hinted, onBroken: agent.broken });
  return {
    stop: async () => {
      hints?.close();
      await agent.stop();
      http.close();
    },
  };
}

/** Entries as a ledger gives them out. Each is signed when it is first asked for: only heads of pushes are looked at. */
export function entriesToPush(till: LongTill, count: number): readonly EntryToPush[] {
  const run = till.next(count);
  const { deviceId, sign } = till.till;
  return run.entries.map(({ body, hash }, index) => {
    const seq = run.fromSeq + index;
    return {
      seq,
      body,
      hash,
      previousHash: index === 0 ? run.previousHash : (run.entries[index - 1]?.hash ?? hash),
      get signature() {
        return sign(sealBytes({ deviceId, epoch: 1, seq, hash }));
      },
      attachments: [],
    };
  });
}

function ledgerOf({ till }: LongTill, entries: readonly EntryToPush[]): SyncLedger {
  const hashAt = (epoch: number, seq: number): string | undefined => {
    if (epoch !== 1) return undefined;
    const hash = seq === 0 ? till.hashAt(0) : entries[seq - 1]?.hash;
    return hash === undefined ? undefined : bytesToHex(hash);
  };
  const heads =
    entries.length === 0 ? [] : [{ epoch: 1, seq: entries.length, hash: hashAt(1, entries.length) ?? '' }];
  return {
    own: () => ({ heads, hashAt }),
    entriesAfter: ({ seq }, limit) => entries.slice(seq, seq + limit),
    bookedAtMs: () => epochMs(1),
    ruleSetJson: () => undefined,
    attachment: () => undefined,
  };
}

function pullOf(cursor: () => string | null): PullTarget {
  return {
    cursor,
    begin: () => ({ ok: true, value: [] }),
    take: () => ({ ok: true, value: null }),
    apply: () => ({ ok: false, error: 'nothing' }),
    erasuresDone: () => [],
    erasureTold: () => undefined,
  };
}

function randomFraction(): number {
  return randomBytes(4).reduce((value, byte) => value * 256 + byte, 0) / 2 ** 32;
}
