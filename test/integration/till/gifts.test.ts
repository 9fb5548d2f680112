import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { passDays } from '#test/support/standing-world.ts';
import { kian, manager, sara, tinyChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';
import type { TillWorld } from '#test/support/till-world.ts';

describe('credit that the shop gives', () => {
  const gift = (world: TillWorld, amountMinor: number) => ({
    commandId: world.id(),
    memberRef: sara,
    amountMinor: minor(amountMinor),
    reasonId: 'apology',
    approval: null,
  });

  test('a small gift is given at once, and ends when its reason says so', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    const { toppedUp } = expectOk(await run.screen.giveCredit(gift(world, 300_000)));
    expect(toppedUp).toMatchObject({ cause: 'gift', balanceMinor: 350_000, expiresOn: '2027-02-19' });
  });

  test('a larger gift wants the approval of a manager who is somebody else', async () => {
    const world = createTillWorld({ data: carefulChain() });
    const run = await world.openSignedIn();
    const asked = gift(world, 300_000);
    expect(expectCode(await run.screen.giveCredit(asked))).toBe('approval_needed');
    const wrong = { ...asked, approval: { operatorId: manager.operatorId, pin: '00000000' } };
    expect(expectCode(await run.screen.giveCredit(wrong))).toBe('wrong_pin');
    const approved = { ...asked, approval: manager };
    const first = expectOk(await run.screen.giveCredit(approved));
    expect(expectOk(await run.screen.giveCredit({ ...asked, approval: null })).toppedUp).toEqual(
      first.toppedUp,
    );
  });

  test('gifts of one day that are above the limit together want an approval, and the next day is a new one', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    const limitMinor = 5_000_000;
    const partMinor = 2_000_000;
    const optionsOf = async () => expectOk(await run.screen.walletOptions({ memberRef: sara }));
    const first = gift(world, partMinor);
    expectOk(await run.screen.giveCredit(first));
    expectOk(await run.screen.giveCredit(first));
    const paidIn = {
      commandId: world.id(),
      memberRef: sara,
      amountMinor: minor(partMinor),
      means: 'cash',
    } as const;
    expectOk(await run.screen.topUpWallet(paidIn));
    expect(await optionsOf()).toMatchObject({ giftAloneMinor: limitMinor - partMinor });
    expectOk(await run.screen.giveCredit(gift(world, partMinor)));
    const third = gift(world, limitMinor - 2 * partMinor + 1);
    expect(expectCode(await run.screen.giveCredit(third))).toBe('approval_needed');
    const other = { ...gift(world, partMinor), memberRef: kian };
    expectOk(await run.screen.giveCredit(other));
    expectOk(await run.screen.giveCredit({ ...third, approval: manager }));
    expect(await optionsOf()).toMatchObject({ giftAloneMinor: 0 });
    expect(expectCode(await run.screen.giveCredit(gift(world, 1)))).toBe('approval_needed');
    await passDays(world, run, 1);
    expect(await optionsOf()).toMatchObject({ giftAloneMinor: limitMinor });
    expectOk(await run.screen.giveCredit(gift(world, partMinor)));
  });

  test('a gift above the limit of its reason, or for none, is refused whoever approves', async () => {
    const world = createTillWorld({ data: carefulChain() });
    const run = await world.openSignedIn();
    const above = { ...gift(world, 2_000_001), approval: manager };
    expect(expectCode(await run.screen.giveCredit(above))).toBe('gift_above_limit');
    const unknown = { ...gift(world, 1_000), reasonId: 'because' };
    expect(expectCode(await run.screen.giveCredit(unknown))).toBe('gift_reason_unknown');
  });
});

/** A cashier hands out next to nothing alone. */
function carefulChain(): ChainData {
  const data = tinyChainData();
  const programme = present(data.chain.programme);
  const corrections = { ...present(programme.corrections), refundAloneMinor: minor(100_000) };
  return { ...data, chain: { ...data.chain, programme: { ...programme, corrections } } };
}
