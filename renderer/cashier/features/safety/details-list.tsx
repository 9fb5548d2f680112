/** Names beside values, for what support asks on the phone. */

import type { ReactNode } from 'react';

export function Detail({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="shrink-0 text-ink-soft">{name}</dt>
      <dd className="selectable min-w-0 text-end">{children}</dd>
    </div>
  );
}

/** A hash, signature or key: written from left to right in every language. */
export function Code({ text }: { readonly text: string }) {
  return (
    <code dir="ltr" className="text-xs break-all">
      {text}
    </code>
  );
}
