/** Codes made in this window for the member at the till: what an earlier customer did not take is nobody else's to see. */

import { useState } from 'react';
import { useStore } from 'zustand';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';

/** Without those that waited when the window was opened, or when a tap brought another member to it. */
export function useVouchersMadeHere(): readonly VoucherView[] {
  const memberRef = useBasket(({ basket }) => basket?.member?.memberRef);
  const vouchers = useStore(useCashier().stores.codes, (state) => state.vouchers);
  const [since, setSince] = useState(() => ({ memberRef, earlier: idsOf(vouchers) }));
  if (since.memberRef !== memberRef) setSince({ memberRef, earlier: idsOf(vouchers) });
  return vouchers.filter(({ forId }) => !since.earlier.has(forId));
}

function idsOf(vouchers: readonly VoucherView[]): ReadonlySet<Uuid> {
  return new Set(vouchers.map(({ forId }) => forId));
}
