import { useEffect, useRef, useState } from 'react';

export type WhenReady = {
  /** Pressed already, and waiting for what it needs. */
  readonly isWaiting: boolean;
  /** Acts at once where it can, otherwise once and as soon as it can. */
  readonly press: () => void;
  /** What was pressed for has changed since. */
  readonly forget: () => void;
};

/** An Enter that is faster than the till's answer is not lost: it is kept until the answer is there. */
export function useWhenReady(isReady: boolean, act: () => void): WhenReady {
  const isKept = useRef(false);
  const [isPressed, setIsPressed] = useState(false);
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (!isReady || !isKept.current) return;
    isKept.current = false;
    newest.current();
  }, [isReady]);
  const keep = (isToKeep: boolean): void => {
    isKept.current = isToKeep;
    setIsPressed(isToKeep);
  };
  return {
    isWaiting: isPressed && !isReady,
    press: () => (isReady ? act() : keep(true)),
    forget: () => keep(false),
  };
}
