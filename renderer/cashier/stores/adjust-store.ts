/** An adjustment by hand as it is filled in, and sent once. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { CorrectionRulesView } from '#shared/contracts/till/corrections-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

export type AdjustState = {
  readonly rules: CorrectionRulesView | null;
  readonly unit: 'points' | 'money';
  readonly direction: 'give' | 'take';
  /** Without its sign. */
  readonly amount: number;
  readonly reasonId: string | null;
};

export type Adjustment = {
  readonly store: StoreApi<AdjustState>;
  readonly open: () => void;
  readonly change: (changed: Partial<AdjustState>) => void;
  /** Null when it was booked. */
  readonly adjust: (memberRef: MemberRef, approval: Approval) => Promise<AppError | null>;
};

const nothingFilled: AdjustState = {
  rules: null,
  unit: 'points',
  direction: 'give',
  amount: 0,
  reasonId: null,
};

export function createAdjustment(caller: TillCaller, ids: Ids): Adjustment {
  const store = createStore<AdjustState>(() => nothingFilled);
  const commands = createSteadyCommands(ids);
  return {
    store,
    open: () => {
      store.setState(nothingFilled);
      void loadRules(store, caller);
    },
    change: (changed) => store.setState(changed),
    adjust: async (memberRef, approval) => {
      const { unit, direction, amount, reasonId } = store.getState();
      if (reasonId === null) return appError('reason_unknown');
      const signed = direction === 'give' ? amount : -amount;
      const wish = { memberRef, unit, amount: signed, reasonId, expiresOn: null };
      const commandId = commands.idOf('adjust', wish);
      const answer = await caller.ask((calls) => calls.adjustMember({ commandId, ...wish, approval }));
      if (answer.ok || !isUnanswered(answer.error.code)) commands.answered('adjust');
      if (!answer.ok) return answer.error;
      void caller.refresh();
      return null;
    },
  };
}

async function loadRules(store: StoreApi<AdjustState>, caller: TillCaller): Promise<void> {
  const answer = await caller.ask((calls) => calls.correctionRules({}));
  if (answer.ok) store.setState({ rules: answer.value });
}
