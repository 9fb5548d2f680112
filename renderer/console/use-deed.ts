/** One thing that a person asked HQ to do: busy meanwhile, refused with a reason, or done. */

import { useState } from 'react';
import type { AdminFailure, Answer } from '#shared/contracts/hq/admin-client.ts';
import { useConsole } from './console-context.tsx';
import { askWho, isShut } from './ask-who.ts';
import { leave } from './stores/console-store.ts';

export type Deed = {
  readonly isBusy: boolean;
  readonly failure: AdminFailure | null;
  /** Where HQ wants the password first, it is asked for, and the same is done again. */
  readonly run: <Value>(ask: () => Answer<Value>, done: (value: Value) => void) => void;
};

export function useDeed(): Deed {
  const { store, api } = useConsole();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<AdminFailure | null>(null);
  const run: Deed['run'] = (ask, done) => {
    const work = async (): Promise<void> => {
      setIsBusy(true);
      setFailure(null);
      const answer = await ask();
      setIsBusy(false);
      if (answer.ok) done(answer.value);
      else if (answer.error.code === 'confirm_first') store.setState({ afterConfirm: () => run(ask, done) });
      else if (answer.error.code === 'not_authentic') leave(store);
      else if (isShut(answer.error.code)) void askWho(store, api);
      else setFailure(answer.error);
    };
    void work();
  };
  return { isBusy, failure, run };
}
