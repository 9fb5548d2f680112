/** A press that changes what the button does next: a second one right after it is a bounce of the hand. */

import { useRef } from 'react';

const bounceMs = 400;

/** Hands on presses that do not follow another one within the time of a double click. */
export function useSteadyPress(onPress: () => void): () => void {
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const nowMs = performance.now();
    const isBounce = nowMs - lastMs.current < bounceMs;
    lastMs.current = nowMs;
    if (!isBounce) onPress();
  };
}
