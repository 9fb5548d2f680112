/** Counts down the wait that the till asks for after too many wrong PINs. */

import { useEffect, useState } from 'react';
import type { AppError } from '#shared/contracts/error-codes.ts';

const tickMs = 250;

export function useWait(error: AppError | null): { readonly secondsLeft: number } {
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    const seconds = waitSeconds(error);
    const endMs = performance.now() + seconds * 1_000;
    setSecondsLeft(seconds);
    if (seconds === 0) return undefined;
    const timer = window.setInterval(() => {
      const left = Math.max(0, Math.ceil((endMs - performance.now()) / 1_000));
      setSecondsLeft(left);
      if (left === 0) window.clearInterval(timer);
    }, tickMs);
    return () => window.clearInterval(timer);
  }, [error]);
  return { secondsLeft };
}

/** `details.seconds` of a lock-out; 0 for every other failure. */
export function waitSeconds(error: AppError | null): number {
  const seconds = error?.details['seconds'];
  return error?.code === 'locked_out' && typeof seconds === 'number' ? Math.max(0, Math.ceil(seconds)) : 0;
}
