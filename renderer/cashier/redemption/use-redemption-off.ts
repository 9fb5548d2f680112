import { useStore } from 'zustand';
import { useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { redemptionOff } from './redemption-off.ts';
import type { RedemptionOff } from './redemption-off.ts';

/** Of the member of the open basket; null where points and credit can pay. */
export function useRedemptionOff(): RedemptionOff | null {
  const line = useStore(useCashier().stores.line, (state) => state.line);
  const member = useBasket(({ basket }) => basket?.member ?? null);
  return redemptionOff(line, member);
}
