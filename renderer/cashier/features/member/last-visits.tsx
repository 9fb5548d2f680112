/** The newest visits: when, where, how much. The last one where the screen is small, all where it is not. */

import { useTranslation } from 'react-i18next';
import type { MemberPanel as Member } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useNow } from '#renderer/cashier/use-now.ts';

const shownOnSmall = 1;

export function LastVisits({ visits }: { readonly visits: Member['lastVisits'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  if (visits.length === 0) return <p className="px-2 text-sm text-ink-soft">{t('member.firstVisit')}</p>;
  return (
    <div className="flex items-center gap-3 px-2 wide:block">
      <p className="shrink-0 text-xs font-medium text-ink-faint">
        <span className="wide:hidden">{t('member.lastVisit')}</span>
        <span className="not-wide:hidden">{t('member.lastVisits')}</span>
      </p>
      <ul className="min-w-0 flex-1" data-testid="member-visits-list">
        {visits.map((visit, index) => (
          <li
            key={visit.atMs}
            className={cx(
              'h-8 items-center gap-3 border-hairline text-sm last:border-0 wide:h-12 wide:border-b',
              index < shownOnSmall ? 'flex' : 'hidden wide:flex',
            )}
          >
            <span className="shrink-0 text-ink-soft wide:w-28">
              {format.date.shortDate(visit.atMs, nowMs)}
            </span>
            <bdi className="min-w-0 flex-1 truncate text-ink-faint">{format.local(visit.storeName)}</bdi>
            <Money amountMinor={visit.paidMinor} className="font-medium" />
          </li>
        ))}
      </ul>
    </div>
  );
}
