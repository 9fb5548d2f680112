/** Counts down the wait that the till asks for after too many wrong PINs. */

import { useEffect, useState } from 'react';
import type { AppError } from '#shared/contracts/error-codes.ts';

const tickMs = 250;

export type Wait = {
  /** 0 when there is nothing to wait for. */
  readonly secondsLeft: number;
  readonly start: (seconds: number) => void;
};

export function useWait(): Wait {
  const [secondsLeft, setSecondsLeft] = useState(0);
  const [endMs, setEndMs] = useState<number | null>(null);
  useEffect(() => {
    if (endMs === null) return undefined;
    const timer = window.setInterval(() => {
      const left = Math.max(0, Math.ceil((endMs - performance.now()) / 1_000));
      setSecondsLeft(left);
      if (left === 0) setEndMs(null);
    }, tickMs);
    return () => window.clearInterval(timer);
  }, [endMs]);
  const start = (seconds: number): void => {
    setSecondsLeft(seconds);
    setEndMs(seconds === 0 ? null : performance.now() + seconds * 1_000);
  };
  return { secondsLeft, start };
}

/** `details.seconds` of a lock-out; 0 for every other failure. */
export function waitSeconds(error: AppError): number {
  const { seconds } = error.details;
  return error.code === 'locked_out' && typeof seconds === 'number' ? Math.max(0, Math.ceil(seconds)) : 0;
}
