import { useEffect, useRef, useState } from 'react';

/** What has to be there before anything can be done. */
export type AnswerToCome = {
  readonly isReady: boolean;
  /** It was asked for in vain; whoever presses asks again. */
  readonly hasFailed?: boolean;
  readonly askAgain?: () => void;
};

export type WhenReady = {
  /** Pressed already, and waiting for what it needs. */
  readonly isWaiting: boolean;
  /** Acts at once where it can, otherwise once and as soon as it can. */
  readonly press: () => void;
  /** What was pressed for has changed since. */
  readonly forget: () => void;
};

/** An Enter that is faster than the till's answer is not lost: it is kept until the answer is there. */
export function useWhenReady(
  { isReady, hasFailed = false, askAgain }: AnswerToCome,
  act: () => void,
): WhenReady {
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
    isWaiting: isPressed && !isReady && !hasFailed,
    press: () => {
      if (isReady) return act();
      if (hasFailed) askAgain?.();
      return keep(true);
    },
    forget: () => keep(false),
  };
}
