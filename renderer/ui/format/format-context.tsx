/** Gives every component the formats of the present language, currency, calendar and zone. */

import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CalendarName } from '#shared/domain/calendar.ts';
import type { Language, LocalText } from '#shared/domain/local-text.ts';
import type { Currency } from '#shared/domain/money.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createDateFormat } from './date-format.ts';
import type { DateFormat } from './date-format.ts';
import { createDayFormat } from './day-format.ts';
import type { DayFormat } from './day-format.ts';
import { createListFormat } from './list-format.ts';
import type { ListFormat } from './list-format.ts';
import { createMoneyFormat } from './money-format.ts';
import type { MoneyFormat } from './money-format.ts';
import { createNumberFormat } from './number-format.ts';
import type { NumberFormat } from './number-format.ts';

export type FormatSettings = {
  readonly language: Language;
  readonly currency: Currency;
  readonly calendar: CalendarName;
  readonly timeZone: string;
  /** The word for ten Rial. */
  readonly toman: string;
};

export type Format = {
  readonly language: Language;
  readonly calendar: CalendarName;
  readonly money: MoneyFormat;
  readonly number: NumberFormat;
  readonly date: DateFormat;
  readonly day: DayFormat;
  readonly list: ListFormat;
  /** What the shop wrote, in the present language; the other one where this one was left empty. */
  readonly local: (text: LocalText) => string;
  /** A person's name in the letters of the present language, where it is known in them. */
  readonly personName: (person: { readonly name: string; readonly latinName: string | null }) => string;
};

export function createFormat(settings: FormatSettings): Format {
  const { language } = settings;
  return {
    language,
    calendar: settings.calendar,
    money: createMoneyFormat(settings.currency, language, settings.toman),
    number: createNumberFormat(language),
    date: createDateFormat(settings),
    day: createDayFormat(language, settings.calendar),
    list: createListFormat(language),
    local: (text) => (language === 'fa' ? text.fa || text.en : text.en || text.fa),
    personName: (person) => (language === 'fa' ? person.name : (person.latinName ?? person.name)),
  };
}

const FormatContext = createContext<Format | null>(null);

export function FormatProvider({ settings, children }: { settings: FormatSettings; children: ReactNode }) {
  const { language, currency, calendar, timeZone, toman } = settings;
  const format = useMemo(
    () => createFormat({ language, currency, calendar, timeZone, toman }),
    [language, currency, calendar, timeZone, toman],
  );
  return <FormatContext value={format}>{children}</FormatContext>;
}

/** Throws outside a `FormatProvider`. */
export function useFormat(): Format {
  const format = use(FormatContext);
  invariant(format !== null, 'a format is used inside its provider');
  return format;
}
