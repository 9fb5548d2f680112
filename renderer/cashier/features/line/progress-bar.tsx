/** How far a long run has come. */

import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';

export function ProgressBar({ progress }: { readonly progress: NonNullable<SyncView['progress']> }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { kind, done, total } = progress;
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const words =
    kind === 'push'
      ? t('line.progress.push', { done, total })
      : t(`line.progress.${kind}`, { share: number.percent(Math.floor(share * 10_000)) });
  return (
    <AriaProgressBar value={share * 100} aria-label={words} data-testid="line-progress">
      <p className="mb-1.5 text-sm text-ink-soft">{words}</p>
      <div className="h-2.5 overflow-hidden rounded-full bg-sunken">
        <div
          className="h-full rounded-full bg-brand transition-[inline-size]"
          style={{ inlineSize: `${share * 100}%` }}
        />
      </div>
    </AriaProgressBar>
  );
}
