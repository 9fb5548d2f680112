/** Three short fields and the calendar that they are meant in. */

import { parseDate } from '@internationalized/date';
import { useTranslation } from 'react-i18next';
import type { CalendarName } from '#shared/domain/calendar.ts';
import { cx } from '#renderer/ui/cx.ts';
import { createDateFormat } from '#renderer/ui/format/date-format.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { BirthDate, TypedDate } from './birth-date.ts';

export type BirthdayFieldProps = {
  readonly typed: TypedDate;
  readonly calendar: CalendarName;
  readonly read: BirthDate;
  readonly fault: string | undefined;
  readonly onTyped: (typed: TypedDate) => void;
  readonly onCalendar: (calendar: CalendarName) => void;
};

export function BirthdayField({ typed, calendar, read, fault, onTyped, onCalendar }: BirthdayFieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between">
        <legend className="contents text-sm font-medium text-ink-soft">
          <span>
            {t('member.birthday')}{' '}
            <span className="text-xs font-normal text-ink-faint">{t('common.optional')}</span>
          </span>
        </legend>
        <CalendarSwitch calendar={calendar} onCalendar={onCalendar} />
      </div>
      <div className="grid grid-cols-3 gap-2">
        <DatePart
          label={t('member.day')}
          testId="enrol-day"
          text={typed.day}
          digits={2}
          isFaulty={fault !== undefined}
          onText={(day) => onTyped({ ...typed, day })}
        />
        <DatePart
          label={t('member.month')}
          testId="enrol-month"
          text={typed.month}
          digits={2}
          isFaulty={fault !== undefined}
          onText={(month) => onTyped({ ...typed, month })}
        />
        <DatePart
          label={t('member.year')}
          testId="enrol-year"
          text={typed.year}
          digits={4}
          isFaulty={fault !== undefined}
          onText={(year) => onTyped({ ...typed, year })}
        />
      </div>
      <p
        className={cx('min-h-5 text-sm', fault === undefined ? 'text-ink-soft' : 'text-danger')}
        role="status"
      >
        {fault ?? (read.kind === 'date' ? <ReadDate isoDate={read.isoDate} calendar={calendar} /> : null)}
      </p>
    </fieldset>
  );
}

type DatePartProps = {
  readonly label: string;
  readonly text: string;
  readonly digits: number;
  readonly isFaulty: boolean;
  readonly onText: (text: string) => void;
  readonly testId: string;
};

function DatePart({ label, text, digits, isFaulty, onText, testId }: DatePartProps) {
  return (
    <TextField
      label={label}
      value={text}
      onText={onText}
      maxLength={digits}
      isFaulty={isFaulty}
      inputMode="numeric"
      testId={testId}
    />
  );
}

/** The date as understood, so that a slip of day and month is seen at once. */
function ReadDate({ isoDate, calendar }: { readonly isoDate: string; readonly calendar: CalendarName }) {
  const { language } = useFormat();
  const atMs = parseDate(isoDate).toDate('UTC').getTime();
  const own = createDateFormat({ language: 'en', calendar, timeZone: 'UTC' });
  const persian = createDateFormat({ language: 'fa', calendar, timeZone: 'UTC' });
  return <bdi>{language === 'fa' && calendar === 'persian' ? persian.date(atMs) : own.date(atMs)}</bdi>;
}

type CalendarSwitchProps = Pick<BirthdayFieldProps, 'calendar' | 'onCalendar'>;

function CalendarSwitch({ calendar, onCalendar }: CalendarSwitchProps) {
  const { t } = useTranslation();
  const choices = [
    { name: 'persian', words: t('member.jalali') },
    { name: 'gregorian', words: t('member.gregorian') },
  ] as const;
  return (
    <div className="flex rounded-xl bg-sunken p-1">
      {choices.map(({ name, words }) => (
        <label
          key={name}
          className="flex min-h-9 items-center rounded-lg px-3.5 text-sm font-medium text-ink-soft has-checked:bg-surface has-checked:text-ink has-checked:shadow-low has-focus-visible:outline-3 has-focus-visible:outline-brand"
        >
          <input
            type="radio"
            name="birthday-calendar"
            className="sr-only"
            checked={calendar === name}
            onChange={() => onCalendar(name)}
          />
          {words}
        </label>
      ))}
    </div>
  );
}
