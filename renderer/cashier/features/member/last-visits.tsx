/** The newest visits: when, where, how much. Two where the screen is small, all where it is not. */

import { useTranslation } from 'react-i18next';
import type { MemberPanel as Member } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

const shownOnSmall = 2;

export function LastVisits({ visits }: { readonly visits: Member['lastVisits'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = Date.now();
  if (visits.length === 0) return <p className="px-2 text-sm text-ink-soft">{t('member.firstVisit')}</p>;
  return (
    <div className="px-2">
      <h3 className="text-xs font-medium text-ink-faint">{t('member.lastVisits')}</h3>
      <ul data-testid="member-visits-list">
        {visits.map((visit, index) => (
          <li
            key={visit.atMs}
            className={cx(
              'h-8 items-center gap-3 border-b border-hairline text-sm last:border-0 wide:h-12',
              index < shownOnSmall ? 'flex' : 'hidden wide:flex',
            )}
          >
            <span className="amount w-24 text-ink-soft wide:w-28">
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
