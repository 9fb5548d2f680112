/** One run of value: trouble for a while, then none, and the watched books must have held all the way. */

import type { ReadDb } from '#electron/till/db/database.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { tinyMembers } from '#test/support/till-chain.ts';
import { createLedgerWatch } from './ledger-watch.ts';
import type { LedgerWatch } from './ledger-watch.ts';
import type { SimChain } from './sim-chain.ts';
import type { SimOptions } from './sim-options.ts';
import { strike } from './sim-strike.ts';
import { simKeys } from './sim-till.ts';
import { createSimWorld } from './sim-world.ts';
import type { SimWorld } from './sim-world.ts';
import type { SimOutcome } from './simulate.ts';
import { createValueClerk } from './value-clerk.ts';
import type { ValueClerk } from './value-send.ts';
import { mustHold } from './violation.ts';

const { publicKey } = createHeadSigner(simKeys.signingSeed);
const verifyPorts = { sha256, utf8, verifySignature, publicKey };

type ValueWorld = SimWorld<ValueClerk> & { readonly watch: LedgerWatch };

export async function simulateValue(
  options: SimOptions,
  chain: SimChain,
  onNote?: (what: string) => void,
): Promise<SimOutcome> {
  const world = createValueWorld(options.seed, chain, onNote);
  let failure: string | null = null;
  try {
    world.life.begin();
    await trouble(world, options);
    await heal(world);
  } catch (thrown) {
    failure = thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : String(thrown);
  } finally {
    world.close();
  }
  const { sales, life, retries, done } = world.clerk;
  return {
    seed: options.seed,
    failure,
    traceHash: world.traceHash(),
    hits: [
      ...world.hits,
      ...[...done.keys()].map((name) => `done ${name}`),
      ...[...world.watch.kinds().keys()].map((kind) => `entry ${kind}`),
    ],
    sales: sales.length,
    deaths: life - 1,
    retries,
  };
}

function createValueWorld(seed: number, chain: SimChain, onNote?: (what: string) => void): ValueWorld {
  const committed = (): ReadDb | null => (world.life.isAlive() ? world.life.now().committed : null);
  const headSeq = (): number | null => {
    const db = committed();
    const row = db?.prepareRead('SELECT COALESCE(MAX(seq), 0) AS seq FROM entry').get();
    return row === undefined ? null : Number(row['seq']);
  };
  const world: SimWorld<ValueClerk> = createSimWorld({
    seed,
    chain,
    createClerk: (deps) => createValueClerk(deps, { headSeq }),
    ...(onNote === undefined ? {} : { onNote }),
  });
  const first = tinyMembers().map(
    ({ memberRef, pointsBalance, walletMinor }) =>
      [memberRef, { points: pointsBalance, wallet: walletMinor }] as const,
  );
  const watch = createLedgerWatch(chain.cache.chain.deviceId, new Map(first));
  return { ...world, watch };
}

async function trouble(world: ValueWorld, options: SimOptions): Promise<void> {
  for (let step = 0; step < options.steps; step += 1) {
    strike(world, options);
    await oneStep(world);
  }
}

const healingStepsMax = 120;

async function heal(world: ValueWorld): Promise<void> {
  const { clerk, time } = world;
  world.note('heal');
  world.disarm();
  time.heal();
  const before = clerk.sales.length;
  for (let step = 0; step < healingStepsMax; step += 1) {
    if (clerk.sales.length > before && clerk.pending === null) break;
    await oneStep(world);
  }
  mustHold(clerk.sales.length > before && clerk.pending === null, 'a till without trouble sells', {
    pending: clerk.pending?.name,
  });
  check(world);
  world.note(`head ${world.life.now().ledger.head().hash}`);
}

async function oneStep(world: ValueWorld): Promise<void> {
  const { clerk, life, reader, time, rng, watch } = world;
  if (clerk.isReadOnly && life.isAlive() && rng.below(3) === 0) {
    world.hits.add('restart readOnly');
    life.die('idle');
  }
  if (!life.isAlive()) rise(world);
  if (reader.isLost() && rng.below(3) === 0) life.now().till.connectReader(reader.connect());
  time.pass(rng.below(4_000));
  await world.drive(clerk.step());
  if (!life.isAlive()) return;
  watch.catchUp(life.now().committed);
  showsWhatIsBooked(world);
  const { seq, hash } = life.now().ledger.head();
  world.note(`entry ${seq} ${hash.slice(0, 16)}`);
}

const startsMax = 3;

function rise(world: ValueWorld): void {
  const { life } = world;
  for (let starts = 0; !life.isAlive() && starts < startsMax; starts += 1) life.begin();
  if (life.isAlive()) check(world);
}

/** The whole ledger by its own checker, and everything that was answered by the watch. */
function check({ life, watch, clerk }: ValueWorld): void {
  const { committed } = life.now();
  const report = verifyLedger(committed, verifyPorts);
  mustHold(report.isSound, 'the ledger is sound', { findings: report.findings });
  watch.catchUp(committed);
  for (const entryId of clerk.acknowledged) {
    mustHold(watch.hasEntry(entryId), 'an acknowledged entry is there', { entryId });
  }
}

/** What the till shows of a member is the snapshot and every posting since. */
function showsWhatIsBooked({ life, watch, clerk }: ValueWorld): void {
  const { till } = life.now();
  if (clerk.operatorId === null) return;
  const view = till.handlers.till({});
  if (view instanceof Promise || !view.ok) return;
  // The question itself may have booked what fell due.
  watch.catchUp(life.now().committed);
  const member = view.value.basket?.member;
  if (member === null || member === undefined) return;
  const booked = [watch.balanceOf(member.memberRef, 'points'), watch.balanceOf(member.memberRef, 'wallet')];
  const shown = [member.pointsBalance, member.walletMinor];
  mustHold(String(booked) === String(shown), 'a balance shown is the sum of everything booked', {
    booked,
    shown,
  });
}
