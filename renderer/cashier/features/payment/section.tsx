/** One means of payment in the window: its name, what there is of it, and what of it pays. */

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';

export type SectionProps = {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly isActive?: boolean;
  readonly children?: ReactNode;
  readonly testId: string;
};

export function Section({ icon: Icon, name, hint, isActive = false, children, testId }: SectionProps) {
  return (
    <section
      aria-label={name}
      data-testid={testId}
      className={cx(
        'rounded-2xl border p-3',
        isActive ? 'border-brand bg-brand-soft/40' : 'border-hairline bg-surface',
      )}
    >
      <header className={cx('flex items-baseline gap-2', children !== undefined && 'mb-2')}>
        <Icon aria-hidden="true" size={18} className="shrink-0 self-center text-brand" />
        <h3 className="font-semibold whitespace-nowrap">{name}</h3>
        {hint === undefined ? null : <div className="min-w-0 text-[0.8125rem] text-ink-soft">{hint}</div>}
      </header>
      {children}
    </section>
  );
}
