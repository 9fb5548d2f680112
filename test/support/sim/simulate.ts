/** One run: trouble for a while, then none, and everything must come right. */

import { replayEntry } from '#electron/till/ledger-replay.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import type { SimChain } from './sim-chain.ts';
import type { SimOptions } from './sim-options.ts';
import { strike } from './sim-strike.ts';
import { simKeys } from './sim-till.ts';
import { createSimWorld } from './sim-world.ts';
import type { SimWorld as AnySimWorld } from './sim-world.ts';
import { createClerk } from './clerk.ts';
import type { Clerk } from './clerk.ts';
import { soldFacts } from './sold-facts.ts';
import { mustHold } from './violation.ts';

export type SimOutcome = {
  readonly seed: number;
  /** What did not hold; null when everything did. */
  readonly failure: string | null;
  readonly traceHash: string;
  readonly hits: readonly string[];
  readonly sales: number;
  readonly deaths: number;
  readonly retries: number;
};

type SimWorld = AnySimWorld<Clerk>;

const { publicKey } = createHeadSigner(simKeys.signingSeed);
const verifyPorts = { sha256, utf8, verifySignature, publicKey };

export async function simulate(
  options: SimOptions,
  chain: SimChain,
  onNote?: (what: string) => void,
): Promise<SimOutcome> {
  const world = createSimWorld({
    seed: options.seed,
    chain,
    createClerk,
    ...(onNote === undefined ? {} : { onNote }),
  });
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
  const { sales, life, retries } = world.clerk.state;
  return {
    seed: options.seed,
    failure,
    traceHash: world.traceHash(),
    hits: [...world.hits],
    sales: sales.length,
    deaths: life - 1,
    retries,
  };
}

async function trouble(world: SimWorld, options: SimOptions): Promise<void> {
  for (let step = 0; step < options.steps; step += 1) {
    strike(world, options);
    await oneStep(world);
    if (world.clerk.state.isReadOnly && world.rng.below(3) === 0) restartReadOnly(world);
  }
}

const healingStepsMax = 80;

/** No fault any more: what was pending is settled, a clean sale is made, and the ledger holds all and nothing else. */
async function heal(world: SimWorld): Promise<void> {
  const { clerk, time, life } = world;
  world.note('heal');
  world.disarm();
  time.heal();
  const { state } = clerk;
  const salesBefore = state.sales.length;
  for (let step = 0; step < healingStepsMax; step += 1) {
    const isDone = state.sales.length > salesBefore && state.pending === null;
    if (isDone) break;
    if (state.isReadOnly) restartReadOnly(world);
    await oneStep(world);
  }
  const sold = state.sales.length - salesBefore;
  mustHold(sold > 0 && state.pending === null, 'a till without trouble sells', {
    pending: state.pending?.name,
  });
  const facts = soldFacts(life.now().committed, verifyPorts);
  clerk.compare(facts);
  mustHold(facts.sales.size === state.sales.length, 'every sale was acknowledged in the end');
  for (const entryId of [...facts.sales.values(), ...facts.welcomed.values()]) {
    const replayed = replayEntry(life.now().committed, entryId, verifyPorts);
    const isSame = replayed.ok && replayed.value.isSame;
    mustHold(isSame, 'every sale and welcome has the same score when it is scored again', { entryId });
  }
  world.note(`head ${life.now().ledger.head().hash}`);
}

async function oneStep(world: SimWorld): Promise<void> {
  const { clerk, life, reader, time, rng } = world;
  if (!life.isAlive()) rise(world);
  if (reader.isLost() && rng.below(3) === 0) life.now().till.connectReader(reader.connect());
  time.pass(rng.below(4_000));
  const headBefore = life.now().ledger.head().seq;
  await world.drive(clerk.step());
  if (!life.isAlive()) return;
  const { seq, hash } = life.now().ledger.head();
  mustHold(seq >= headBefore, 'the ledger only grows');
  world.note(`entry ${seq} ${hash.slice(0, 16)}`);
}

const startsMax = 3;

function rise(world: SimWorld): void {
  const { life, clerk } = world;
  // Only a fault that is armed cuts a start off, and it strikes once.
  for (let starts = 0; !life.isAlive() && starts < startsMax; starts += 1) life.begin();
  clerk.compare(soldFacts(life.now().committed, verifyPorts));
}

/** What support says on the phone: start it again. */
function restartReadOnly(world: SimWorld): void {
  if (!world.life.isAlive()) return;
  world.hits.add('restart readOnly');
  world.note('restart');
  world.life.die('idle');
  rise(world);
}
