/**
 * People who redeem the same balances at several tills that stand alone: real tills with real ledgers, one snapshot, and
 * an HQ that nobody can ask. What they get away with is what the tills let go together.
 */

import { createRedeemedStore } from '#electron/till/db/stores/redeemed-store.ts';
import type { Till } from '#electron/till/create-till.ts';
import type { HqJoined } from '#shared/contracts/chain-schema.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { OfflineRules } from '#shared/domain/programme.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { cards, cashier, chainNoonMs, kian, omid, sara } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import type { SimChain } from './sim-chain.ts';
import { createSimDisk } from './sim-disk.ts';
import { beginLife, simPorts } from './sim-till.ts';
import type { LivingTill } from './sim-till.ts';
import { createSimTime } from './sim-time.ts';
import type { SimTime } from './sim-time.ts';
import { valueChainData } from './value-chain.ts';
import { mustHold } from './violation.ts';

const tills = 3;
const level = (worthMax: number, wallet: number) => ({
  pointsWorthMax: minor(worthMax),
  walletMax: minor(wallet),
  shareBasisPointsMax: 8_000,
  aloneMax: minor(100_000_000),
});

/** Small limits beside large balances: each of them is met within a run. */
export const spendersRules: OfflineRules = {
  levels: [level(30_000, 20_000), level(60_000, 90_000), level(0, 0), level(0, 0)],
  tillMax: minor(210_000),
  decay: [
    { fromHours: 0, basisPoints: 10_000 },
    { fromHours: 30, basisPoints: 6_000 },
    { fromHours: 80, basisPoints: 1_000 },
  ],
  homeStoreOnly: false,
};

export const spendersHq: HqJoined = { tills, included: null };

export function spendersChainData(): ChainData {
  const { chain, ruleSet, members } = valueChainData();
  const { programme } = chain;
  mustHold(programme !== undefined, 'the chain of value has a programme');
  return {
    ruleSet,
    chain: { ...chain, hq: spendersHq, programme: { ...programme, offline: spendersRules } },
    members: members.map((member) => ({
      ...member,
      pointsBalance: points(900),
      walletMinor: minor(800_000),
    })),
  };
}

export type Spent = {
  /** Worth that each till let go, less what it was given back. */
  readonly byTill: readonly number[];
  readonly refusals: number;
  readonly sales: number;
};

/** `steps` purchases at random tills by random people, hours apart, each paid with as much as the till lets go. */
export async function spendTwice(seed: number, chain: SimChain, steps: number): Promise<Spent> {
  const rng = createSeededRng(seed);
  const time = createSimTime();
  const lives = Array.from({ length: tills }, (_none, index) => openTill(chain, time, seed * tills + index));
  const counts = { refusals: 0, sales: 0 };
  try {
    for (let step = 0; step < steps; step += 1) {
      const life = lives[rng.below(lives.length)];
      mustHold(life !== undefined, 'there is a till');
      time.pass(rng.below(3) * 3_600_000);
      await buyOnce(life.living.till, rng, counts);
    }
    const byTill = lives.map(({ living }) =>
      createRedeemedStore(living.committed).usedByAll({ included: null, sinceMs: chainNoonMs * 2 }),
    );
    return { byTill, ...counts };
  } finally {
    for (const { close } of lives) close();
  }
}

type OpenLife = { readonly living: LivingTill; readonly close: () => void };

function openTill(chain: SimChain, time: SimTime, seed: number): OpenLife {
  const disk = createSimDisk({ onStrike: () => undefined });
  // Hours pass between purchases, so that each begins with a sign-in: PINs are looked at elsewhere.
  const pinHasher = { ...chain.pinHasher, isPin: () => Promise.resolve(true) };
  const owned = { clock: time.clock, timers: time.timers, pinHasher, log: () => undefined };
  const ports = simPorts(owned, createSeededRng(seed ^ 0x1234));
  const onBug = (bug: unknown): void => {
    throw bug;
  };
  const living = beginLife({ disk, cache: chain.cache, ports, onBug });
  return {
    living,
    close: () => {
      living.release();
      disk.remove();
    },
  };
}

type Counts = { refusals: number; sales: number };

async function buyOnce({ handlers, onReaderEvent }: Till, rng: Rng, counts: Counts): Promise<void> {
  const id = (): Uuid => uuidV7(epochMs(chainNoonMs), rng.bytes(10));
  const signedIn = await handlers.signIn({ commandId: id(), ...cashier });
  mustHold(signedIn.ok, 'the cashier signs in', signedIn);
  const { basketId } = signedIn.value.basket;
  const command = () => ({ commandId: id(), basketId });
  await handlers.addAmount({ ...command(), amountMinor: 30_000 + rng.below(400_000) });
  const cardUid = [cards.sara, cards.omid, null][rng.below(3)] ?? null;
  if (cardUid === null) {
    const memberRef = [sara, omid, kian][rng.below(3)] ?? sara;
    await handlers.attachMember({ ...command(), memberRef, cardUid: null });
  } else {
    const session = rng.below(2 ** 30);
    onReaderEvent({
      event: 'cardPresent',
      payload: { session, cardUid, readerName: 'Simulated', readingMs: 1 },
    });
  }
  const basket = await basketNow({ handlers });
  const due = basket.score.payableMinor;
  const tenders = {
    coupons: [],
    giftCards: [],
    householdMinor: minor(0),
    points: rng.below(3) === 0 ? 0 : Math.floor(rng.below(due + 1) / 1_000),
    walletMinor: minor(rng.below(2) === 0 ? 0 : rng.below(Math.floor(due / 2))),
  };
  await handlers.chooseTenders({ ...command(), basketId: basket.basketId, tenders });
  const { revision, basketId: paidId } = await basketNow({ handlers });
  const paid = await handlers.paySale({ commandId: id(), basketId: paidId, revision });
  if (paid.ok) {
    counts.sales += 1;
    return;
  }
  if (paid.error.code === 'redemption_not_allowed') counts.refusals += 1;
  await handlers.clearBasket({ ...command(), basketId: paidId });
}

async function basketNow({ handlers }: Pick<Till, 'handlers'>) {
  const view = await handlers.till({});
  mustHold(view.ok && view.value.basket !== null, 'a till shows its basket');
  return view.value.basket;
}
