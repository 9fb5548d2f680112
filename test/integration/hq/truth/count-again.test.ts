/** Everything counted again beside what is in force, in slices that a stop does not undo. */

import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import type { AgainProgress, CountAgainOptions } from '#sync/server/truth/count-again.ts';
import { broughtDeviceId } from '#sync/server/db/stores/publication/brought-store.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import { countAll, countDeps, createTruthWorld, knowMember, memberId } from '#test/support/hq/truth-world.ts';
import type { TruthTill, ValueAsked } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let till: TruthTill;

/** A gift and payments out of it, each counted in a turn of its own; the last one is more than there was. */
beforeEach(async () => {
  await knowMember(db(), memberId(1));
  till = createTruthWorld().till(1);
  const gift = till.book(giftOf({ unit: 'points', amount: 100 }));
  await sent();
  for (let payment = 0; payment < 4; payment += 1) {
    till.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await sent();
  }
});

async function sent(): Promise<void> {
  await till.push(db());
  await countAll(db());
}

async function spoilSums(): Promise<void> {
  await sql`UPDATE member_sum SET points = points + 7`.execute(db());
  await sql`DELETE FROM lot_sum`.execute(db());
  await sql`UPDATE entry SET disposition = 'flagged', reason = 'score_differs'`.execute(db());
}

function cardPayment(codeId: Uuid, amount: number): ValueAsked {
  const tender = { means: 'giftCard', amount, worthMinor: minor(amount), codeId, holderRef: null } as const;
  const detail = {
    basketId: memberId(250),
    tenders: [tender],
    dueMinor: minor(amount),
    outsideMinor: minor(0),
  };
  const move: Move = {
    unit: 'money',
    amount,
    from: { kind: 'giftCard', codeId },
    to: { kind: 'shop', account: 'clearing' },
    lot: { kind: 'snapshot', key: '' },
  };
  return { kind: 'redeem', memberRef: null, moves: [move], detail };
}

/** Stops after so many slices, as a kill does. */
function stoppedAfter(slices: number, told: AgainProgress[] = []): CountAgainOptions {
  return {
    entriesMax: 1,
    onProgress: (progress) => {
      told.push(progress);
      if (told.length === slices) throw new Error('the power went');
    },
  };
}

describe('counting again', () => {
  it('changes nothing that anybody reads until it is done, and then everything at once', async () => {
    const sound = await truthDump(db());
    await spoilSums();
    const spoiled = await truthDump(db());
    await expect(countAgain(countDeps(db()), stoppedAfter(3))).rejects.toThrow('the power went');
    expect(await truthDump(db())).toEqual(spoiled);
    expect(await countAgain(countDeps(db()))).toMatchObject({ turns: 5 });
    expect(await truthDump(db())).toEqual(sound);
  });

  it('goes on where it was stopped, and takes in what was counted meanwhile', async () => {
    await expect(countAgain(countDeps(db()), stoppedAfter(3))).rejects.toThrow('the power went');
    await spoilSums();
    const told: AgainProgress[] = [];
    await expect(countAgain(countDeps(db()), stoppedAfter(1, told))).rejects.toThrow('the power went');
    expect(told).toMatchObject([{ turns: 4, turn: 4, newest: 5 }]);
    till.book(giftOf({ unit: 'points', amount: 11 }));
    await sent();
    await countAgain(countDeps(db()), { entriesMax: 1, onProgress: (progress) => told.push(progress) });
    expect(told.map(({ turns }) => turns)).toEqual([4, 5, 6, 6]);
    const whole = await truthDump(db());
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(whole);
    expect(whole['operation']).toHaveLength(7);
  });

  it('begins at the beginning when it is asked to, for another life of HQ, and a day later', async () => {
    const first = async (options: CountAgainOptions = {}, laterMs = 0): Promise<number | undefined> => {
      const told: AgainProgress[] = [];
      const deps = countDeps(db());
      const nowMs = deps.clock.nowMs() + laterMs;
      const clock = { ...deps.clock, nowMs: () => nowMs as ReturnType<typeof deps.clock.nowMs> };
      const stopped = countAgain({ ...deps, clock }, { ...stoppedAfter(1, told), ...options });
      await expect(stopped).rejects.toThrow('the power went');
      return told[0]?.turns;
    };
    expect(await first()).toBe(1);
    expect(await first()).toBe(2);
    expect(await first({ isAnew: true })).toBe(1);
    expect(await first()).toBe(2);
    await sql`INSERT INTO hq_meta (name, value) VALUES ('hqEpoch', 'another')`.execute(db());
    expect(await first()).toBe(1);
    expect(await first({}, 86_400_001)).toBe(1);
  });

  it('leaves what members brought along as it is', async () => {
    await sql`INSERT INTO member_sum (member_ref, device_id, points) VALUES (${memberId(1)}, ${broughtDeviceId}, 500)`.execute(
      db(),
    );
    await sql`INSERT INTO lot (member_ref, lot_entry_id, lot_line, unit, origin, made_on)
      VALUES (${memberId(1)}, ${memberId(9)}, 0, 'points', 'earned', '2026-01-01')`.execute(db());
    await sql`INSERT INTO lot_sum (member_ref, lot_entry_id, lot_line, device_id, open)
      VALUES (${memberId(1)}, ${memberId(9)}, 0, ${broughtDeviceId}, 500)`.execute(db());
    const before = await truthDump(db());
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(before);
  });

  it('finds what a gift card held that was brought along, as counting did', async () => {
    const codeId = memberId(77);
    const account = `gift_card:${codeId}`;
    for (const [name, amount] of [
      [account, 500],
      ['issued', -500],
    ] as const) {
      await sql`INSERT INTO account_sum (device_id, account, unit, amount)
        VALUES (${broughtDeviceId}, ${name}, 'IRR', ${amount})`.execute(db());
    }
    till.book(cardPayment(codeId, 300));
    await sent();
    const before = await truthDump(db());
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(before);
  });

  it('leaves no tables behind', async () => {
    await countAgain(countDeps(db()));
    const found = await sql<{ name: string }>`
      SELECT nspname AS name FROM pg_namespace WHERE nspname = 'counted_again'`.execute(db());
    expect(found.rows).toEqual([]);
  });
});
