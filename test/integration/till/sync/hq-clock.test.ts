/** An HQ whose clock is wrong: it is told, and the till goes by its own. */

import { expect, test } from 'vitest';
import { epochMs } from '#shared/kernel/clock.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';

const yearMs = 365 * 24 * 3_600_000;

test.each([10 * yearMs, -10 * yearMs])(
  'a clock of HQ that is %d ms ahead is told in minutes, and moves neither the till’s time nor what may be redeemed',
  async (aheadMs) => {
    const till = await createReservingTill();
    const { handlers, world } = till;
    const nowMs = world.time.clock.nowMs();
    const { businessDay } = expectOk(await handlers.till({}));
    const hqNowMs = epochMs(nowMs + aheadMs);
    // HQ counts the lease by its own clock, and so does the till.
    const lease = { issuedAtMs: hqNowMs, expiresAtMs: epochMs(hqNowMs + yearMs / 4) };
    const answer = { hqEpoch: world.id(), nowMs: hqNowMs, state: 'active', reason: null, lease } as const;
    till.tell({ kind: 'contacted', answer, hqAheadMs: aheadMs });
    const view = expectOk(await handlers.syncState({}));
    expect(view).toMatchObject({ hqAheadMinutes: aheadMs / 60_000, redemption: null });
    const { basketId } = present(expectOk(await handlers.till({})).basket);
    const amount = { commandId: world.id(), basketId, amountMinor: 505_000 };
    const { revision } = expectOk(await handlers.addAmount(amount));
    const paid = expectOk(await handlers.paySale({ commandId: world.id(), basketId, revision }));
    expect(paid.receipt.soldAtMs).toBe(world.time.clock.nowMs());
    const after = expectOk(await handlers.till({}));
    expect([after.businessDay, after.concerns]).toEqual([businessDay, []]);
    expect(till.startsOver).toEqual([]);
    // HQ is right again: its word counts, also where it is earlier.
    till.contacted({ lease: { issuedAtMs: epochMs(nowMs), expiresAtMs: epochMs(nowMs + yearMs) } });
    expect(expectOk(await handlers.syncState({}))).toMatchObject({ hqAheadMinutes: 0, redemption: null });
  },
);
