/** When the line was last whole, how old the data is, and what support asks on the phone. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ageOf } from '#renderer/cashier/line/age-of.ts';
import { useNow } from '#renderer/cashier/use-now.ts';

export function LineDetails({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const { local, date } = useFormat();
  const { hq, backlog, hqAheadMinutes, trouble, nextTryAtMs } = line;
  return (
    <section className="rounded-2xl bg-sunken px-4 py-3 text-sm">
      <dl data-testid="line-details">
        {trouble === null ? null : (
          <Detail name={t('line.details.since')}>
            <Ago atMs={trouble.sinceMs} />
          </Detail>
        )}
        {trouble === null || nextTryAtMs === null ? null : (
          <Detail name={t('line.details.nextTry')}>
            {t('line.details.nextTryAt', { time: date.time(nextTryAtMs) })}
          </Detail>
        )}
        <Detail name={t('line.details.data')}>
          <Ago atMs={line.dataAtMs} />
        </Detail>
        <Detail name={t('line.details.complete')}>
          <Ago atMs={line.lastCompleteAtMs} />
        </Detail>
        <Detail name={t('line.details.contact')}>
          <Ago atMs={line.lastContactAtMs} />
        </Detail>
        {backlog.oldestAtMs === null ? null : (
          <Detail name={t('line.details.oldest')}>
            <Ago atMs={backlog.oldestAtMs} />
          </Detail>
        )}
        {hqAheadMinutes === null || hqAheadMinutes === 0 ? null : (
          <Detail name={t('line.details.clock')}>
            {t(hqAheadMinutes > 0 ? 'line.details.behind' : 'line.details.ahead', {
              count: Math.abs(hqAheadMinutes),
            })}
          </Detail>
        )}
        {hq === null ? null : (
          <>
            <Detail name={t('line.details.store')}>
              <bdi>{local(hq.storeName)}</bdi>
              <span className="mx-1.5 text-ink-faint">·</span>
              <bdi>{hq.tillName}</bdi>
            </Detail>
            <Detail name={t('line.details.address')}>
              <bdi dir="ltr">{hq.url}</bdi>
            </Detail>
          </>
        )}
      </dl>
    </section>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="shrink-0 text-ink-soft">{name}</dt>
      <dd className="selectable min-w-0 text-end break-words">{children}</dd>
    </div>
  );
}

function Ago({ atMs }: { readonly atMs: EpochMs | null }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  if (atMs === null) return t('line.ago.never');
  const { unit, count } = ageOf(atMs, nowMs);
  return unit === 'now' ? t('line.ago.now') : t(`line.ago.${unit}`, { count });
}
