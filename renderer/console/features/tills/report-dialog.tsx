/** "Everything until 14:32 is here": what HQ has of a till, what it made of it, and what is still on its way. */

import { ClipboardCheck } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import type { TillReport } from '#shared/contracts/hq/admin-truth.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { ChainTable } from './chain-table.tsx';
import { gapOf, standOf } from './gap-of.ts';
import type { Stand } from './gap-of.ts';
import { ReportReasons } from './report-reasons.tsx';

export type ReportDialogProps = { readonly till: TillView; readonly onClose: () => void };

export function ReportDialog({ till, onClose }: ReportDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const report = useLoaded(useCallback(() => api.tillReport(till.deviceId), [api, till.deviceId]));
  return (
    <Dialog
      title={t('console.report.title', { till: isolated(till.name) })}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<ClipboardCheck aria-hidden="true" size={24} className="text-brand" />}
      className="w-[44rem]"
      testId="report-dialog"
    >
      <Waiting loaded={report} />
      {report.value === null ? null : <Report report={report.value} till={till} />}
    </Dialog>
  );
}

const kinds = ['accepted', 'flagged', 'repeated', 'quarantined', 'unreadable'] as const;

function Report({ report, till }: { readonly report: TillReport; readonly till: TillView }) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  return (
    <div className="flex flex-col gap-5">
      <Verdict report={report} />
      <Facts>
        <Fact name={t('console.tills.contact')}>
          {report.lastContactMs === null ? t('console.tills.never') : date.dateTime(report.lastContactMs)}
        </Fact>
        {report.completeUntilMs === null ? null : (
          <Fact name={t('console.report.newest')}>{date.dateTime(report.completeUntilMs)}</Fact>
        )}
        {till.lease === null ? null : (
          <Fact name={t('console.report.lease')} isWarning={till.lease.expiresAtMs <= report.nowMs}>
            {date.dateTime(till.lease.expiresAtMs)}
          </Fact>
        )}
        {till.app === null ? null : (
          <Fact name={t('console.report.app')}>
            <bdi dir="ltr">{till.app}</bdi>
          </Fact>
        )}
      </Facts>
      <section>
        <h3 className="mb-2 font-semibold">{t('console.report.entries')}</h3>
        <dl className="grid grid-cols-5 gap-2 text-center" data-testid="report-entries">
          {kinds.map((kind) => (
            <div key={kind} className="flex flex-col-reverse justify-end rounded-2xl bg-sunken px-1 py-2.5">
              <dt className="text-xs text-balance text-ink-soft">{t(`console.report.kinds.${kind}`)}</dt>
              <dd
                data-testid={`report-${kind}`}
                className={
                  kind !== 'accepted' && report.entries[kind] > 0
                    ? 'amount text-xl font-bold text-warn'
                    : 'amount text-xl font-bold'
                }
              >
                {number.count(report.entries[kind])}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <ReportReasons reasons={report.reasons} />
      <ChainTable chains={report.chains} />
    </div>
  );
}

const looks: { readonly [Name in Stand]: string } = {
  nothing: 'bg-sunken text-ink-soft',
  unsent: 'bg-warn-soft text-warn',
  counting: 'bg-saffron-soft text-saffron',
  complete: 'bg-success-soft text-success',
};

function Verdict({ report }: { readonly report: TillReport }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const gap = gapOf(report);
  const { untilMs, unsent, oldestUnsentAtMs, notCounted } = gap;
  const stand = standOf(gap);
  return (
    <div data-testid="report-verdict" data-state={stand} className={cx('rounded-2xl p-4', looks[stand])}>
      <p className="text-lg font-bold empty:hidden">
        {untilMs === null
          ? notCounted === 0 && t('console.report.nothing')
          : t(notCounted > 0 ? 'console.report.counting' : 'console.report.complete', {
              until: date.dateTime(untilMs),
            })}
      </p>
      {unsent > 0 && oldestUnsentAtMs !== null ? (
        <p>{t('console.report.stillThere', { count: unsent, at: date.dateTime(oldestUnsentAtMs) })}</p>
      ) : null}
      {notCounted > 0 ? <p>{t('console.report.notCounted', { count: notCounted })}</p> : null}
    </div>
  );
}
