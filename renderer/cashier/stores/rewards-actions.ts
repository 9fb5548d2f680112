/** What the cashier can do with rewards: show, claim, hand over, take back. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { RewardsView } from '#shared/contracts/till/codes-views.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import type { TillCalls } from '../bridge/till-link.ts';
import type { CashierStores } from './cashier-stores.ts';
import { showVoucher } from './codes-actions.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { Answer, TillCaller } from './till-caller.ts';

export type RewardsActions = {
  readonly openRewards: () => void;
  /** Of the member of the open basket; nothing without one. */
  readonly loadRewards: () => Promise<void>;
  /** Null when it was claimed; a claim that a manager has to approve is shown as no failure yet. */
  readonly claimReward: (rewardId: string, approval?: Approval) => Promise<AppError | null>;
  readonly handOverReward: (claimEntryId: Uuid) => Promise<void>;
  readonly takeBackClaim: (claimEntryId: Uuid) => Promise<void>;
};

export function createRewardsActions(stores: CashierStores, caller: TillCaller, ids: Ids): RewardsActions {
  const { codes } = stores;
  const commands = createSteadyCommands(ids);
  /** The same press again, after no answer, is the same command. */
  const send = async (
    name: string,
    wish: unknown,
    call: (calls: TillCalls, commandId: Uuid) => Answer<RewardsView>,
  ): Promise<AppError | null> => {
    if (codes.getState().isBusy) return appError('database_busy');
    const commandId = commands.idOf(name, wish);
    codes.setState({ isBusy: true, failure: null });
    const answer = await caller.ask((calls) => call(calls, commandId));
    codes.setState({ isBusy: false });
    if (answer.ok || !isUnanswered(answer.error.code)) commands.answered(name);
    if (!answer.ok) return answer.error;
    codes.setState({ rewards: answer.value });
    // The balance beside the basket is another one now.
    await caller.refresh();
    return null;
  };
  const failed = (failure: AppError | null): void => {
    if (failure !== null) codes.setState({ failure });
  };
  return {
    openRewards: () => {
      codes.setState({ rewards: null, failure: null });
      stores.overlay.setState({ overlay: { kind: 'rewards' } });
    },
    loadRewards: async () => {
      const memberRef = stores.basket.getState().basket?.member?.memberRef;
      if (memberRef === undefined) {
        codes.setState({ rewards: null });
        return;
      }
      const answer = await caller.ask((calls) => calls.rewardsFor({ memberRef }));
      codes.setState(answer.ok ? { rewards: answer.value } : { failure: answer.error });
    },
    claimReward: async (rewardId, approval) => {
      const memberRef = codes.getState().rewards?.memberRef;
      if (memberRef === undefined) return appError('member_unknown');
      const wish = { memberRef, rewardId, count: 1 };
      const approved = approval === undefined ? {} : { approval };
      const refused = await send('claim', wish, async (calls, commandId) => {
        const answer = await calls.claimReward({ commandId, ...wish, ...approved });
        if (!answer.ok) return answer;
        if (answer.value.voucher !== null) showVoucher(stores, answer.value.voucher);
        return { ok: true, value: answer.value.rewards };
      });
      if (refused?.code !== 'approval_needed') failed(refused);
      return refused;
    },
    handOverReward: async (claimEntryId) =>
      failed(
        await send('handOver', claimEntryId, (calls, commandId) =>
          calls.handOverReward({ commandId, claimEntryId }),
        ),
      ),
    takeBackClaim: async (claimEntryId) =>
      failed(
        await send('takeBack', claimEntryId, (calls, commandId) =>
          calls.cancelClaim({ commandId, claimEntryId, reasonId: 'changed-mind' }),
        ),
      ),
  };
}
