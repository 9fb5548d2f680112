/** A clerk who sells at a till that is killed again and again, and finishes what was not answered. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { smallChain } from '#test/support/hq/published-chain.ts';
import { present } from '#test/support/present.ts';
import type { Screen } from '#test/support/sim/clerk-send.ts';
import { mustHold } from '#test/support/sim/violation.ts';

export type SyncClerk = {
  readonly signIn: (screen: Screen) => Promise<void>;
  readonly sendNow: (screen: Screen) => Promise<void>;
  readonly isLevel: (screen: Screen) => Promise<boolean>;
  /** One sale, or what is left to do of the one before; returns early when the till is gone. */
  readonly sell: (screen: Screen) => Promise<void>;
  readonly sold: () => number;
};
type Sale = { readonly basketId: Uuid; readonly addId: Uuid; readonly payId: Uuid; revision: number | null };

export function createSyncClerk(id: () => Uuid): SyncClerk {
  const { operatorId, initialPin: pin } = present(smallChain().operators[0]);
  let sale: Sale | null = null;
  let sold = 0;
  const begun = async (screen: Screen): Promise<Sale | null> => {
    const till = await screen.till({});
    const basketId = till.ok ? till.value.basket?.basketId : undefined;
    return basketId === undefined ? null : { basketId, addId: id(), payId: id(), revision: null };
  };
  return {
    signIn: async (screen) => void expectOk(await screen.signIn({ commandId: id(), operatorId, pin })),
    sendNow: async (screen) => void (await screen.sendNow({ commandId: id() })),
    isLevel: async (screen) => {
      const state = expectOk(await screen.syncState({}));
      return state.backlog.entries === 0 && state.lastCompleteAtMs !== null && state.trouble === null;
    },
    sell: async (screen) => {
      sale ??= await begun(screen);
      if (sale === null) return;
      const { basketId, addId, payId } = sale;
      if (sale.revision === null) {
        const added = await screen.addAmount({ commandId: addId, basketId, amountMinor: 900 });
        if (!added.ok) return lost(added.error.code);
        sale.revision = added.value.revision;
      }
      const paid = await screen.paySale({ commandId: payId, basketId, revision: sale.revision });
      if (!paid.ok) return lost(paid.error.code);
      sale = null;
      sold += 1;
    },
    sold: () => sold,
  };
}

/** Sent again to the till that comes next. */
function lost(code: string): void {
  mustHold(code === 'service_lost', 'a till that lives takes every sale', { code });
}
