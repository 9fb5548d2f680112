/** What the payment window shows, and what its one button does: use the amount that is typed, or pay. */

import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type {
  BasketPaymentView,
  ChosenTendersView,
  PaymentOptionsView,
} from '#shared/contracts/till/payment-views.ts';
import { minor } from '#shared/domain/money.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions, useBasket } from '#renderer/cashier/cashier-context.tsx';
import type { RedemptionOff } from '#renderer/cashier/redemption/redemption-off.ts';
import { useRedemptionOff } from '#renderer/cashier/redemption/use-redemption-off.ts';
import { nothingChosen } from '#renderer/cashier/stores/payment-store.ts';
import { cashOf, usePaymentForm } from './use-payment-form.ts';
import type { PaymentForm, TypedAmount } from './use-payment-form.ts';

export type PaymentAtHand = {
  readonly form: PaymentForm;
  readonly options: PaymentOptionsView | null;
  readonly error: AppError | null;
  readonly chosen: ChosenTendersView;
  readonly payment: BasketPaymentView | undefined;
  readonly dueMinor: number;
  readonly outsideMinor: number;
  /** An amount is typed and not used yet. */
  readonly isTyping: boolean;
  /** Why points and wallets cannot pay; null where they can. */
  readonly off: RedemptionOff | null;
  /** A manager has to approve what is redeemed. */
  readonly isApproving: boolean;
  readonly stopApproving: () => void;
  readonly choose: (changed: Partial<ChosenTendersView>) => void;
  readonly pay: (approval?: Approval) => Promise<AppError | null>;
  readonly submit: () => void;
};

export function usePayment(onPaid: () => void): PaymentAtHand {
  const { money } = useFormat();
  const { payment: desk, pay: paySale } = useActions();
  const { options, error } = useStore(desk.store);
  const basket = useBasket((state) => state.basket);
  const off = useRedemptionOff();
  const isCashFirst = basket?.member == null || off !== null;
  const form = usePaymentForm(isCashFirst ? 'cash' : 'points', money.typedMinor);
  const [isApproving, setIsApproving] = useState(false);
  useEffect(() => desk.ask(), [desk, basket?.basketId, basket?.revision]);
  useEffect(() => desk.clear, [desk]);
  const dueMinor = basket?.score.payableMinor ?? 0;
  const outsideMinor = basket?.payment?.outsideMinor ?? dueMinor;
  const isTyping = form.typed !== null && form.field !== 'cash' && form.field !== 'change';
  const choosing = useRef<Promise<boolean> | null>(null);
  const choose = async (changed: Partial<ChosenTendersView>): Promise<boolean> => {
    const asked = desk.choose(changed);
    choosing.current = asked;
    const isTaken = await asked;
    if (choosing.current === asked) choosing.current = null;
    return isTaken;
  };
  const use = async (): Promise<void> => {
    const taken = form.takeTyped();
    if (!(await choose(typedChoice(taken)))) form.putBack(taken);
  };
  const pay = async (approval?: Approval): Promise<AppError | null> => {
    const refused = await paySale(cashOf(form, outsideMinor), approval);
    if (refused === null) onPaid();
    else if (refused.code === 'approval_needed' && approval === undefined) setIsApproving(true);
    else desk.tell(refused);
    return refused;
  };
  /** What was chosen right before is part of it; where the till refused that, the cashier decides anew. */
  const payAsChosen = async (): Promise<void> => {
    if (choosing.current === null || (await choosing.current)) await pay();
  };
  return {
    form,
    options,
    error,
    chosen: basket?.payment?.chosen ?? nothingChosen,
    payment: basket?.payment,
    dueMinor,
    outsideMinor,
    isTyping,
    off,
    isApproving,
    stopApproving: () => setIsApproving(false),
    choose: (changed) => void choose(changed),
    pay,
    submit: () => void (isTyping ? use() : payAsChosen()),
  };
}

function typedChoice({ field, amount }: TypedAmount): Partial<ChosenTendersView> {
  if (field === 'points') return { points: amount };
  return field === 'wallet' ? { walletMinor: minor(amount) } : { householdMinor: minor(amount) };
}
