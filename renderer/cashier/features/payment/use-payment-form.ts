/** What is being typed in the payment window: one amount at a time, and the cash that is counted beside it. */

import { useState } from 'react';
import type { CashReceived } from '#shared/contracts/till/payment-operations.ts';
import { minor } from '#shared/domain/money.ts';
import { asciiDigits } from '#shared/domain/text.ts';

export type EntryField = 'points' | 'wallet' | 'household' | 'cash' | 'change';

export type PaymentForm = {
  readonly field: EntryField;
  /** Rises whenever the keyboard is to write into the field again. */
  readonly turn: number;
  /** In the field's own unit; null while nothing is typed. */
  readonly typed: number | null;
  readonly enter: (field: EntryField) => void;
  /** What is typed goes off to be used, and the field is free for what is typed next. */
  readonly takeTyped: () => TypedAmount;
  /** It was refused: it stands there again, unless something else was typed or is being typed by now. */
  readonly putBack: (taken: TypedAmount) => void;
  /** Replaces what is typed by the digits of a text in any script. */
  readonly write: (text: string) => void;
  readonly press: (digits: string) => void;
  readonly erase: () => void;
  /** Null while nobody counts. */
  readonly receivedMinor: number | null;
  readonly intoWalletMinor: number;
  readonly setReceived: (amountMinor: number | null) => void;
  readonly setIntoWallet: (amountMinor: number) => void;
};

/** An amount of one means as it was typed; `amount` in the field's own unit. */
export type TypedAmount = { readonly field: EntryField; readonly digits: string; readonly amount: number };

/** As many digits as any amount here can have. */
const digitsMax = 12;

/** `typedMinor`: minor units that the last typed digit of money is worth. */
export function usePaymentForm(first: EntryField, typedMinor: number): PaymentForm {
  const [{ field, digits, turn }, setEntry] = useState({ field: first, digits: '', turn: 0 });
  const begin = (next: EntryField): void =>
    setEntry((before) => ({ field: next, digits: '', turn: before.turn + 1 }));
  const [receivedMinor, setReceived] = useState<number | null>(null);
  const [intoWalletMinor, setIntoWallet] = useState(0);
  const typedOf = (text: string): number => Number(text) * (field === 'points' ? 1 : typedMinor);
  const take = (text: string): void => {
    const kept = asciiDigits(text).replace(/\D/g, '').replace(/^0+/, '').slice(0, digitsMax);
    setEntry((before) => ({ ...before, digits: kept }));
    // Cash is only counted, so that it counts as it is typed.
    if (field === 'cash') setReceived(kept === '' ? null : typedOf(kept));
    if (field === 'change') setIntoWallet(typedOf(kept));
  };
  return {
    field,
    turn,
    typed: digits === '' ? null : typedOf(digits),
    enter: begin,
    takeTyped: () => {
      begin(field);
      return { field, digits, amount: typedOf(digits) };
    },
    putBack: (taken) =>
      setEntry((now) =>
        now.digits === '' && now.field === taken.field ? { ...now, digits: taken.digits } : now,
      ),
    write: take,
    press: (pressed) => take(digits + pressed),
    erase: () => take(digits.slice(0, -1)),
    receivedMinor,
    intoWalletMinor,
    setReceived: (amountMinor) => {
      begin(field);
      setReceived(amountMinor);
      if (amountMinor === null) setIntoWallet(0);
    },
    setIntoWallet: (amountMinor) => {
      begin(field);
      setIntoWallet(amountMinor);
    },
  };
}

/** Never below 0: cash that does not cover what is left is refused by the till. */
export function changeMinor(
  { receivedMinor }: Pick<PaymentForm, 'receivedMinor'>,
  outsideMinor: number,
): number {
  return receivedMinor === null ? 0 : Math.max(0, receivedMinor - outsideMinor);
}

/** `undefined` while nobody counts: money is taken as it is due. */
export function cashOf(
  form: Pick<PaymentForm, 'receivedMinor' | 'intoWalletMinor'>,
  outsideMinor: number,
): CashReceived | undefined {
  if (form.receivedMinor === null) return undefined;
  const intoWalletMinor = Math.min(form.intoWalletMinor, changeMinor(form, outsideMinor));
  return { receivedMinor: minor(form.receivedMinor), intoWalletMinor: minor(intoWalletMinor) };
}
