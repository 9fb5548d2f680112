/** The present instant for dates on the screen, fresh once a minute. */

import { useEffect, useState } from 'react';

const freshEveryMs = 60_000;

export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), freshEveryMs);
    return () => window.clearInterval(timer);
  }, []);
  return nowMs;
}
