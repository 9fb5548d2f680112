/** Names and their values, side by side. */

import type { ReactNode } from 'react';

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="flex flex-wrap gap-x-8 gap-y-1 text-sm">{children}</dl>;
}

export type FactProps = {
  readonly name: string;
  readonly children: ReactNode;
  readonly isWarning?: boolean;
  readonly testId?: string;
};

export function Fact({ name, children, isWarning = false, testId }: FactProps) {
  return (
    <div className="flex gap-2">
      <dt className="text-ink-soft">{name}</dt>
      <dd data-testid={testId} className={isWarning ? 'font-semibold text-warn' : 'font-medium'}>
        {children}
      </dd>
    </div>
  );
}
