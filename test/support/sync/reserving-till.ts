/** A till that belongs to HQ, with its worker played by the test: what is asked for a payment is seen and answered by hand. */

import { onTestFinished } from 'vitest';
import type { ContactAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews, SyncOrder } from '#shared/contracts/sync/sync-worker.ts';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { openTill } from '#electron/till/open-till.ts';
import type { Till } from '#electron/till/create-till.ts';
import type { StartOverReason } from '#electron/till/sync/live-line.ts';
import { writeHqFile } from '#electron/till/sync/hq-file.ts';
import type { SyncWorkerEvents } from '#electron/till/sync/start-sync-worker.ts';
import { expectOk } from '../expect-ok.ts';
import { createPulledTill } from '../pulled-till.ts';
import { memberRecordOf, memberRecordsOf } from '../pulled-chain.ts';
import { cashier, sara, tinyChain } from '../till-chain.ts';
import { worldKeys } from '../till-world.ts';
import type { TillWorld } from '../till-world.ts';

type Reserve = Extract<SyncOrder, { order: 'reserve' }>;
type Answer = Extract<SyncNews, { kind: 'reserved' }>['answer'];

export type ReservingTill = {
  readonly world: TillWorld;
  readonly handlers: Till['handlers'];
  readonly orders: readonly SyncOrder[];
  /** Why the till wants to start again; empty while it does not. */
  readonly startsOver: readonly StartOverReason[];
  readonly reserves: () => readonly Reserve[];
  readonly releases: () => readonly string[];
  readonly tell: (news: SyncNews) => void;
  /** HQ was there, and said this of the till. */
  readonly contacted: (said?: Partial<Pick<ContactAnswer, 'state' | 'reason' | 'lease'>>) => void;
  /** Of what was asked last. */
  readonly answer: (answer: Answer) => void;
};

const hqId = uuid('0193a0b0-0000-4000-8000-0000000000d1');
const hqEpoch = uuid('0193a0b0-0000-4000-8000-0000000000d2');
const zeros = (bytes: number): string => '00'.repeat(bytes);

export async function createReservingTill({ isJoined = true } = {}): Promise<ReservingTill> {
  const { till: world, pulls } = await createPulledTill();
  pulls.pull('delta', [[richMember()]]);
  const orders: SyncOrder[] = [];
  const startsOver: StartOverReason[] = [];
  let events: SyncWorkerEvents | undefined;
  const tell = (news: SyncNews): void => events?.onNews(news);
  if (isJoined) writeJoined(world);
  const opened = expectOk(
    await openTill({
      ...world.opening(),
      hq: {
        startWorker: (_job, given) => {
          events = given;
          return { send: (order) => void orders.push(order), stop: () => undefined };
        },
        createHttp: () => {
          throw new Error('the worker is played by the test');
        },
        ...worldKeys,
        caPems: [],
        app: 'test',
        exportDir: world.dataDir,
        onStartOver: (reason) => void startsOver.push(reason),
      },
    }),
  );
  onTestFinished(() => opened.close());
  const { handlers } = opened.till;
  expectOk(await handlers.signIn({ commandId: world.id(), ...cashier }));
  const reserves = (): readonly Reserve[] => orders.filter((order) => order.order === 'reserve');
  return {
    world,
    handlers,
    orders,
    startsOver,
    reserves,
    releases: () => orders.flatMap((order) => (order.order === 'release' ? [order.opKey] : [])),
    tell,
    contacted: (said = {}) => {
      const nowMs = epochMs(world.time.clock.nowMs());
      const answer = { hqEpoch, nowMs, state: 'active' as const, reason: null, lease: null, ...said };
      tell({ kind: 'contacted', answer, hqAheadMs: 0 });
    },
    answer: (answer) => {
      const opKey = reserves().at(-1)?.request.opKey;
      if (opKey === undefined) throw new Error('nothing was asked');
      tell({ kind: 'reserved', opKey, answer });
    },
  };
}

/** Of Sara, with so many points that some may pay without HQ, once a manager allows it, and credit for a gift card. */
function richMember(): PulledMember {
  const found = memberRecordsOf().find(({ member }) => member.memberRef === sara);
  if (found === undefined) throw new Error('Sara is one of the members');
  return memberRecordOf({ ...found.member, pointsBalance: points(2_000), walletMinor: minor(1_000_000) });
}

function writeJoined({ dataDir, rng }: TillWorld): void {
  const { deviceId, name: tillName } = tinyChain().till;
  const name = { fa: 'فروشگاه', en: 'Store' };
  const file = {
    format: 1 as const,
    step: 'joined' as const,
    url: 'http://127.0.0.1:9',
    hqId,
    keys: [{ keyId: zeros(8), publicKey: zeros(32) }],
    escrowKey: zeros(32),
    joinId: hqId,
    fingerprint: '',
    deviceId,
    tillName,
    storeName: name,
    chainName: name,
    former: '',
    askedAtMs: epochMs(1),
  };
  writeHqFile({ dataDir, databaseKey: worldKeys.databaseKey }, file, rng.bytes);
}
