import { describe, expect, it } from 'vitest';
import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { present } from '#test/support/present.ts';
import { chain } from '#test/support/fake-till/demo-data.ts';
import { tillAtHand } from './till-at-hand.ts';

async function withMember(change: Partial<Handlers<TillContract>> = {}) {
  const till = tillAtHand(change);
  await till.signIn();
  await till.actions.tapDemoCard(present(chain.demoCards[0]).cardUid);
  await till.settled();
  const { memberRef } = present(till.stores.basket.getState().basket?.member);
  return { till, memberRef, wallet: till.actions.wallet };
}

const never = new Promise<never>(() => undefined);

describe('filling a wallet', () => {
  it('shows what was booked, and the new balance beside the member', async () => {
    const { till, memberRef, wallet } = await withMember();
    expect(await wallet.topUp({ memberRef, amountMinor: 2_000_000 }, 'cash')).toBeNull();
    const { done, isBooking } = wallet.store.getState();
    expect(done).toMatchObject({ cause: 'cash', amountMinor: 2_000_000, balanceMinor: 2_250_000 });
    expect(isBooking).toBe(false);
    expect(till.stores.basket.getState().basket?.member?.walletMinor).toBe(2_250_000);
  });

  it('sends one command however often it is pressed meanwhile', async () => {
    const { till, memberRef, wallet } = await withMember();
    const credit = { memberRef, amountMinor: 2_000_000 };
    await Promise.all([wallet.topUp(credit, 'cash'), wallet.topUp(credit, 'cash')]);
    expect(till.inputsOf('topUpWallet')).toHaveLength(1);
  });

  it('sends the same command again after an answer that never came, and another for another wish', async () => {
    const { till, memberRef, wallet } = await withMember({ topUpWallet: () => never });
    const send = async (amountMinor: number): Promise<void> => {
      const sent = wallet.topUp({ memberRef, amountMinor }, 'card');
      await till.settled();
      till.passDeadlines();
      await sent;
    };
    await send(2_000_000);
    expect(wallet.store.getState().error?.code).toBe('deadline_passed');
    await send(2_000_000);
    await send(3_000_000);
    const [one, two, three] = till.inputsOf('topUpWallet');
    expect(two).toEqual(one);
    expect(three).not.toMatchObject({ commandId: present(one as { commandId: string }).commandId });
  });

  it('is another command after the till refused', async () => {
    const { till, memberRef, wallet } = await withMember();
    await wallet.topUp({ memberRef, amountMinor: 10 }, 'cash');
    expect(wallet.store.getState().error?.code).toBe('top_up_out_of_range');
    await wallet.topUp({ memberRef, amountMinor: 10 }, 'cash');
    const [one, two] = till.inputsOf('topUpWallet');
    expect(two).not.toEqual(one);
  });

  it('gives credit for a reason, and more of it only with an approval', async () => {
    const { memberRef, wallet } = await withMember();
    expect(await wallet.give({ memberRef, amountMinor: 300_000 }, 'apology', null)).toBeNull();
    const refused = await wallet.give({ memberRef, amountMinor: 1_500_000 }, 'apology', null);
    expect(refused?.code).toBe('approval_needed');
    const approval = { operatorId: present(chain.operators[1]).operatorId, pin: '1' };
    expect(await wallet.give({ memberRef, amountMinor: 1_500_000 }, 'apology', approval)).toBeNull();
  });

  it('asks what the wallet takes, and forgets it when the window closes', async () => {
    const { till, memberRef, wallet } = await withMember();
    wallet.ask(memberRef);
    await till.settled();
    expect(wallet.store.getState().options?.gifts.map(({ reasonId }) => reasonId)).toEqual([
      'apology',
      'campaign',
    ]);
    wallet.clear();
    expect(wallet.store.getState().options).toBeNull();
  });

  it('asks again for what never came, and says nothing of the failure meanwhile', async () => {
    const { till, memberRef, wallet } = await withMember({ walletOptions: () => never });
    wallet.ask(memberRef);
    await till.settled();
    till.passDeadlines();
    await till.settled();
    expect(wallet.store.getState()).toMatchObject({ options: null, error: { code: 'deadline_passed' } });
    wallet.ask(memberRef);
    expect(wallet.store.getState()).toMatchObject({ options: null, error: null });
    await till.settled();
    expect(till.inputsOf('walletOptions')).toHaveLength(2);
  });
});
