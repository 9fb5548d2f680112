/** The PIN as it is entered, checked by the till, and refused. */

import { useState } from 'react';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { useWait, waitSeconds } from './use-wait.ts';

export const pinLengthMax = 12;

export type PinEntry = {
  readonly pin: string;
  readonly error: AppError | null;
  readonly secondsLeft: number;
  readonly isChecking: boolean;
  /** While it is checked, and until a lock-out ends. */
  readonly isBlocked: boolean;
  /** Digits of any script; everything else is dropped. */
  readonly write: (text: string) => void;
  readonly submit: () => Promise<void>;
};

/** `check` answers null when the PIN did its work; `onRefused` runs once a refusal is on the screen. */
export function usePinEntry(
  check: (pin: string) => Promise<AppError | null>,
  onRefused: () => void,
): PinEntry {
  const [pin, setPin] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const { secondsLeft, start } = useWait();
  const isBlocked = isChecking || secondsLeft > 0;

  const write = (text: string): void => {
    setPin(asciiDigits(text).replace(/\D/g, '').slice(0, pinLengthMax));
    setError((shown) => (shown?.code === 'locked_out' ? shown : null));
  };
  const submit = async (): Promise<void> => {
    if (isBlocked || pin === '') return;
    setIsChecking(true);
    const refused = await check(pin);
    if (refused === null) return; // another screen has taken over
    setIsChecking(false);
    setPin('');
    setError(refused);
    start(waitSeconds(refused));
    onRefused();
  };
  return { pin, error, secondsLeft, isChecking, isBlocked, write, submit };
}
