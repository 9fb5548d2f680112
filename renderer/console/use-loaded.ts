/** What HQ says, asked again after a while and whenever something was changed. */

import { useCallback, useEffect, useState } from 'react';
import type { AdminFailure } from '#shared/contracts/hq/admin-client.ts';
import type { Answer } from '#shared/contracts/hq/admin-client.ts';

export type Loaded<Value> = {
  /** The newest that is known, also while HQ cannot be asked. */
  readonly value: Value | null;
  readonly failure: AdminFailure | null;
  readonly load: () => void;
};

const everyMs = 3_000;

/** `ask` has to stay the same function. */
export function useLoaded<Value>(ask: () => Answer<Value>, often: 'once' | 'often' = 'often'): Loaded<Value> {
  const [known, setKnown] = useState<Omit<Loaded<Value>, 'load'>>({ value: null, failure: null });
  const load = useCallback((): void => {
    void ask().then((answer) =>
      setKnown((before) =>
        answer.ok ? { value: answer.value, failure: null } : { value: before.value, failure: answer.error },
      ),
    );
  }, [ask]);
  useEffect(() => {
    load();
    if (often === 'once') return undefined;
    const timer = window.setInterval(load, everyMs);
    return () => window.clearInterval(timer);
  }, [load, often]);
  return { ...known, load };
}
