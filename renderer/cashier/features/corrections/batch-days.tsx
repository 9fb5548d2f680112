/** From which day until which day: moved by a day at a time, in the calendar of the shop, never past today. */

import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import type { BatchProps } from './batch-choice.tsx';

export function BatchDays({ cancelBatch, state, today }: BatchProps & { readonly today: IsoDate }) {
  const { t } = useTranslation();
  const { from, until } = state;
  return (
    <div className="grid grid-cols-2 gap-4">
      <Day
        name={t('corrections.batch.from')}
        date={from}
        today={today}
        latest={until}
        onDate={(date) => cancelBatch.choose({ from: date })}
        testId="batch-from"
      />
      <Day
        name={t('corrections.batch.until')}
        date={until}
        today={today}
        latest={today}
        onDate={(date) => cancelBatch.choose(date < from ? { from: date, until: date } : { until: date })}
        testId="batch-until"
      />
    </div>
  );
}

type DayProps = {
  readonly name: string;
  readonly date: IsoDate;
  readonly today: IsoDate;
  readonly latest: IsoDate;
  readonly onDate: (date: IsoDate) => void;
  readonly testId: string;
};

function Day({ name, date, today, latest, onDate, testId }: DayProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <div role="group" aria-label={name}>
      <p className="text-sm font-medium text-ink-soft">{name}</p>
      <div className="flex items-center gap-2">
        <Button
          onPress={() => onDate(addDays(date, -1))}
          label={t('corrections.batch.dayBefore')}
          testId={`${testId}-before`}
        >
          <Minus aria-hidden="true" size={18} />
        </Button>
        <span
          className="flex-1 text-center font-semibold"
          aria-live="polite"
          data-testid={testId}
          data-date={date}
        >
          {day.day(date, today)}
        </span>
        <Button
          onPress={() => onDate(addDays(date, 1))}
          isDisabled={date >= latest}
          label={t('corrections.batch.dayAfter')}
          testId={`${testId}-after`}
        >
          <Plus aria-hidden="true" size={18} />
        </Button>
      </div>
    </div>
  );
}
