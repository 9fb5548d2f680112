/** Until when points and credit may be spent without the head office, and what happens after that. */

import { CalendarClock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { leaseOf } from '#renderer/cashier/line/lease-of.ts';
import { useNow } from '#renderer/cashier/use-now.ts';

export function LeaseNote({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const lease = leaseOf(line, useNow());
  if (lease === null) return null;
  const { state, left, endsAtMs } = lease;
  const isCalm = state === 'running';
  const Icon = isCalm ? CalendarClock : TriangleAlert;
  const end = left.unit === 'hours' ? date.dateTime(endsAtMs) : date.date(endsAtMs);
  return (
    <div
      data-testid="line-lease"
      data-state={state}
      className={cx(
        'mt-3 flex gap-2 rounded-xl p-3 text-sm leading-snug',
        isCalm ? 'bg-sunken' : 'bg-warn-soft text-warn',
      )}
    >
      <Icon aria-hidden="true" size={18} className="mt-px shrink-0" />
      <p>
        <strong className="font-semibold">
          {state === 'ending'
            ? t(`line.lease.left.${left.unit}`, { count: left.count, end })
            : t(`line.lease.${state}.sentence`, { end })}
        </strong>{' '}
        {t(`line.lease.${state}.nextStep`)}
      </p>
    </div>
  );
}
