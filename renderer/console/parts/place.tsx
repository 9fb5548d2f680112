/** One place of the console: its name, what can be done there, and its content. */

import { ArrowDownWideNarrow } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';

export type PlaceProps = {
  readonly title: string;
  /** Shown where rows would stand elsewhere if they were sorted anew. */
  readonly sortAnew?: (() => void) | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function Place({ title, sortAnew, actions, children }: PlaceProps) {
  const { t } = useTranslation();
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-5">
      <header className="flex min-h-11 flex-wrap items-center gap-3">
        <h2 className="flex-1 text-xl font-bold">{title}</h2>
        {sortAnew === undefined ? null : (
          <Button look="quiet" onPress={sortAnew} testId="sort-anew">
            <ArrowDownWideNarrow aria-hidden="true" size={18} />
            {t('console.resort')}
          </Button>
        )}
        {actions}
      </header>
      {children}
    </div>
  );
}

export type SectionProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly testId?: string;
};

export function Section({ title, children, actions, testId }: SectionProps) {
  return (
    <section className="rounded-3xl bg-surface p-5 shadow-low" data-testid={testId}>
      <header className="mb-3 flex min-h-11 items-center gap-3">
        <h3 className="flex-1 text-lg font-bold">{title}</h3>
        {actions}
      </header>
      {children}
    </section>
  );
}
