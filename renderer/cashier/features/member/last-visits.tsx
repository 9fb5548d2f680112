/** The newest visits: when, where, how much. The last one where the screen is small, all where it is not. */

import { useTranslation } from 'react-i18next';
import type { MemberPanel as Member } from '#shared/contracts/till-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useNow } from '#renderer/cashier/use-now.ts';

export type LastVisitsProps = {
  readonly visits: Member['lastVisits'];
  /** When the balances above were known; null where they are those of this till itself. */
  readonly balancesAsOfMs: Member['balancesAsOfMs'];
};

export function LastVisits({ visits, balancesAsOfMs }: LastVisitsProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const nowMs = useNow();
  return (
    <div className="flex items-baseline gap-3 px-2 wide:flex-col wide:items-stretch">
      <Visits visits={visits} />
      {balancesAsOfMs === null ? null : (
        <p className="ms-auto shrink-0 text-xs text-ink-faint wide:ms-0">
          <span className="wide:hidden">
            {t('member.asOf', { time: date.shortDate(balancesAsOfMs, nowMs) })}
          </span>
          <span className="not-wide:hidden">{t('member.asOf', { time: date.dateTime(balancesAsOfMs) })}</span>
        </p>
      )}
    </div>
  );
}

function Visits({ visits }: Pick<LastVisitsProps, 'visits'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  const [last] = visits;
  if (last === undefined) return <p className="text-sm text-ink-soft">{t('member.firstVisit')}</p>;
  return (
    <>
      <p className="min-w-0 truncate text-[0.8125rem] text-ink-soft wide:hidden">
        {t('member.lastVisit')} {format.date.shortDate(last.atMs, nowMs)}{' '}
        <Money amountMinor={last.paidMinor} className="font-medium text-ink" />
      </p>
      <div className="not-wide:hidden">
        <p className="text-xs font-medium text-ink-faint">{t('member.lastVisits')}</p>
        <ul data-testid="member-visits-list">
          {visits.map((visit) => (
            <li
              key={visit.atMs}
              className="flex h-12 items-center gap-3 border-b border-hairline text-sm last:border-0"
            >
              <span className="w-28 shrink-0 text-ink-soft">{format.date.shortDate(visit.atMs, nowMs)}</span>
              <bdi className="min-w-0 flex-1 truncate text-ink-faint">{format.local(visit.storeName)}</bdi>
              <Money amountMinor={visit.paidMinor} className="font-medium" />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
