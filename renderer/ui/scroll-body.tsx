/** What of a window scrolls where the window is too low: by wheel, finger or keys, and its edges show that it does. */

import type { ReactNode } from 'react';

export function ScrollBody({ children }: { readonly children: ReactNode }) {
  return (
    <div
      data-testid="scroll-body"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="fading-edges -mx-3 min-h-0 overflow-y-auto rounded-xl px-3 -outline-offset-2"
    >
      {children}
    </div>
  );
}
