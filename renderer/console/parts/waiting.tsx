/** What stands where rows will be: still on its way, refused, or none. */

import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import type { Loaded } from '#renderer/console/use-loaded.ts';

/** Nothing once there is something to show; a failure stays above it. */
export function Waiting({ loaded }: { readonly loaded: Loaded<unknown> }) {
  const { t } = useTranslation();
  const { value, failure, load } = loaded;
  if (failure !== null) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-64 flex-1">
          <FailureNote failure={failure} />
        </div>
        <Button onPress={load} testId="try-again">
          <RotateCw aria-hidden="true" size={18} />
          {t('console.tryAgain')}
        </Button>
      </div>
    );
  }
  if (value !== null) return null;
  return (
    <p role="status" className="p-10 text-center text-ink-soft" data-testid="loading">
      {t('console.loading')}
    </p>
  );
}

export function EmptyNote({ children, testId }: { readonly children: ReactNode; readonly testId?: string }) {
  return (
    <p
      data-testid={testId}
      className="rounded-3xl border border-dashed border-edge p-10 text-center text-balance text-ink-soft"
    >
      {children}
    </p>
  );
}
