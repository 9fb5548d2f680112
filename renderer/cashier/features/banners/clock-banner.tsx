/** The till's clock cannot be believed: said for as long as it is so, and quietly, because selling goes on. */

import { ClockAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { clockSpan } from '#renderer/cashier/safety/clock-span.ts';

export function ClockBanner() {
  const { t } = useTranslation();
  const aheadMs = useTill((till) => till.clockAheadMs);
  if (aheadMs === null) return null;
  const { unit, count } = clockSpan(aheadMs);
  const span = t(`safety.clock.${unit}`, { count });
  return (
    <div
      role="status"
      data-testid="clock-banner"
      className="flex min-h-12 shrink-0 items-center gap-3 border-b border-hairline bg-warn-soft px-5 text-warn"
    >
      <ClockAlert aria-hidden="true" size={20} className="shrink-0" />
      <p className="min-w-0 flex-1 py-1 leading-snug">
        <strong className="me-2 font-semibold">
          {t(aheadMs > 0 ? 'safety.clock.ahead' : 'safety.clock.behind', { span })}
        </strong>
        {t('safety.clock.nextStep')}
      </p>
    </div>
  );
}
