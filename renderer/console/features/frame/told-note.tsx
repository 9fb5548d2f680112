/** What was done a moment ago, below everything else, until it was surely read. */

import { CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';

const readMs = 7_000;

/** The region is always there: readers of screens say only what changes in one that they know. */
export function ToldNote() {
  const { store } = useConsole();
  const told = useConsoleState((state) => state.told);
  useEffect(() => {
    if (told === null) return undefined;
    const timer = window.setTimeout(() => store.setState({ told: null }), readMs);
    return () => window.clearTimeout(timer);
  }, [told, store]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-6 z-50 flex justify-center px-6">
      {told === null ? null : (
        <p
          key={told.turn}
          data-testid="told"
          className="animate-rise flex items-center gap-2.5 rounded-2xl bg-success-soft px-5 py-3 font-semibold text-success shadow-high"
        >
          <CircleCheck aria-hidden="true" size={20} className="shrink-0" />
          {told.words}
        </p>
      )}
    </div>
  );
}
