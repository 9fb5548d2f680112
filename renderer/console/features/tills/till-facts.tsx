/** What HQ has of a till, in one line. */

import { useTranslation } from 'react-i18next';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import type { TillConcern } from './till-concern.ts';

const minuteMs = 60_000;

export type TillFactsProps = { readonly till: TillView; readonly concern: TillConcern | null };

export function TillFacts({ till, concern }: TillFactsProps) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  const { backlog, oldestUnsentAtMs, lastContactAtMs, clockAheadMs } = till;
  const until = backlog === 0 ? lastContactAtMs : oldestUnsentAtMs;
  const offMinutes = clockAheadMs === null ? 0 : Math.round(Math.abs(clockAheadMs) / minuteMs);
  return (
    <Facts>
      {until === null ? null : (
        <Fact name={t('console.tills.complete')} testId="till-complete">
          {date.dateTime(until)}
        </Fact>
      )}
      <Fact name={t('console.tills.backlog')} isWarning={concern === 'backlog'}>
        {backlog === null ? '–' : number.count(backlog)}
      </Fact>
      <Fact name={t('console.tills.contact')} isWarning={concern === 'silent'}>
        {lastContactAtMs === null ? t('console.tills.never') : date.dateTime(lastContactAtMs)}
      </Fact>
      {offMinutes === 0 ? null : (
        <Fact name={t('console.tills.clock')} isWarning={concern === 'clock'}>
          {t('console.tills.minutes', { count: offMinutes })}
        </Fact>
      )}
    </Facts>
  );
}
