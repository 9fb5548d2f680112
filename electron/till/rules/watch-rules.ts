/** Looks for a newer rule set while the till runs. Nothing here holds up a tap: the check runs elsewhere, the rest in turns. */

import type { Currency } from '#shared/domain/money.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { Timers } from '#shared/kernel/clock.ts';
import type { TillPorts } from '../ports.ts';
import type { RuleSets } from './rule-sets.ts';
import { readyInTurns } from './ready-rule-set.ts';
import { wholeAgain } from './sliced-rule-set.ts';
import type { SlicedCheck, SlicedRuleSet } from './sliced-rule-set.ts';

/** Where a newer rule set comes from. */
export type RuleSetSource = {
  /** Differs when there may be another rule set; costs next to nothing. */
  readonly stamp: () => Promise<string>;
  /** Reads and checks it, away from the thread that sells. */
  readonly check: () => Promise<SlicedCheck>;
};

export const rulesLookEveryMs = 30_000;

export type WatchRulesDeps = {
  readonly source: RuleSetSource;
  readonly ruleSets: RuleSets;
  readonly store: { readonly storeId: StoreId; readonly currency: Currency };
  readonly timers: Timers;
  readonly nextTurn: () => Promise<void>;
  readonly log: TillPorts['log'];
  readonly onBug: (bug: unknown) => void;
};

export type RulesWatch = {
  /** Whoever knows that there is a newer one need not wait. */
  readonly lookNow: () => void;
  readonly close: () => void;
};

/** Looks every `rulesLookEveryMs` until it is closed. */
export function watchRules(deps: WatchRulesDeps): RulesWatch {
  const { timers } = deps;
  let isClosed = false;
  let lastStamp: string | undefined;
  let isLooking = false;
  let isAskedAgain = false;
  const lookOnce = async (): Promise<void> => {
    const stamp = await deps.source.stamp();
    if (stamp !== lastStamp && !isClosed) {
      const checked = await deps.source.check();
      if (isClosed) return;
      await take(deps, checked, () => isClosed);
      // Only now: what was cut off by an error is looked at again.
      lastStamp = stamp;
    }
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    try {
      do {
        isAskedAgain = false;
        await lookOnce();
      } while (isAskedAgain && !isClosed);
    } finally {
      isLooking = false;
    }
    if (!isClosed) timer = later();
  };
  const start = (): void => {
    look().catch((bug: unknown) => {
      if (!isClosed) deps.onBug(bug);
    });
  };
  const later = (): ReturnType<Timers['setTimer']> => timers.setTimer(rulesLookEveryMs, start);
  let timer = later();
  return {
    lookNow: () => {
      // What it finds now may be from before.
      isAskedAgain = true;
      if (isLooking || isClosed) return;
      timers.clearTimer(timer);
      start();
    },
    close: () => {
      isClosed = true;
      timers.clearTimer(timer);
    },
  };
}

async function take(deps: WatchRulesDeps, checked: SlicedCheck, isClosed: () => boolean): Promise<void> {
  const { ruleSets, store, nextTurn, log } = deps;
  if (!checked.ok) {
    log('rulesRefused', checked.error);
    ruleSets.refuse(checked.error);
    return;
  }
  if (checked.value.ruleSetHash === ruleSets.current().ruleSetHash) {
    ruleSets.confirm();
    return;
  }
  if (currencyOf(checked.value) !== store.currency) {
    const refusal = { path: 'currency', reason: `not the currency of the store, ${store.currency}` };
    log('rulesRefused', refusal);
    ruleSets.refuse(refusal);
    return;
  }
  const whole = await wholeAgain(checked.value, nextTurn);
  const ready = await readyInTurns(whole, store.storeId, nextTurn);
  if (isClosed()) return;
  ruleSets.take(ready);
  log('rulesTaken', { ruleSetHash: ready.ruleSetHash, offerCount: ready.offerCount });
}

function currencyOf({ head }: SlicedRuleSet): unknown {
  const { currency } = JSON.parse(head) as { readonly currency: unknown }; // written by `sliced`
  return currency;
}
