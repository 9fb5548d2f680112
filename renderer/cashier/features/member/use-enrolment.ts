/** The form of a new member: what was typed, what is wrong with it, and sending it once. */

import { useState } from 'react';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { CalendarName } from '#shared/domain/calendar.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import type { NewMember } from '#renderer/cashier/stores/member-actions.ts';
import type { FoundMember } from '#renderer/cashier/stores/standing-actions.ts';
import { useNow } from '#renderer/cashier/use-now.ts';
import { noDate, readBirthDate } from './birth-date.ts';
import type { BirthDate, TypedDate } from './birth-date.ts';

export type EnrolmentFields = {
  readonly name: string;
  readonly phone: string;
  readonly typed: TypedDate;
  readonly calendar: CalendarName;
  readonly introducer: FoundMember | null;
};

export type Enrolment = EnrolmentFields & {
  readonly birth: BirthDate;
  readonly error: AppError | null;
  readonly change: (fields: Partial<EnrolmentFields>) => void;
  readonly submit: () => Promise<void>;
};

/** `text` is what was searched for in vain: it becomes the phone number or the name. */
export function useEnrolment(
  start: { readonly cardUid: CardUid | null; readonly text: string },
  onDone: () => void,
): Enrolment {
  const { cardUid, text } = start;
  const { language, calendar: storeCalendar } = useFormat();
  const { enrolMember } = useActions();
  const nowMs = useNow();
  const [fields, setFields] = useState<EnrolmentFields>({
    ...(isPhoneLike(text) ? { name: '', phone: text } : { name: text, phone: '' }),
    typed: noDate,
    calendar: language === 'fa' ? 'persian' : storeCalendar,
    introducer: null,
  });
  const [error, setError] = useState<AppError | null>(null);
  const [isSending, setIsSending] = useState(false);
  const birth = readBirthDate(fields.typed, fields.calendar, new Date(nowMs).getFullYear());

  const submit = async (): Promise<void> => {
    if (isSending || cleanText(fields.name) === '') return;
    if (birth.kind === 'wrong') {
      setError(appError('birth_date_invalid'));
      return;
    }
    setIsSending(true);
    const refused = await enrolMember({
      name: fields.name,
      phone: cleanText(fields.phone) || null,
      birthDate: birth.kind === 'date' ? birth.isoDate : null,
      cardUid,
      introducedBy: introductionOf(fields.introducer),
    });
    setIsSending(false);
    setError(refused);
    if (refused === null) onDone();
  };
  const change = (part: Partial<EnrolmentFields>): void => {
    setError(null); // it was about what stood there before
    setFields((present) => ({ ...present, ...part }));
  };
  return { ...fields, birth, error, change, submit };
}

function introductionOf(introducer: FoundMember | null): NonNullable<NewMember['introducedBy']> | null {
  if (introducer === null) return null;
  return { memberRef: introducer.memberRef, guestCodeId: introducer.guestCodeId ?? null };
}

function isPhoneLike(text: string): boolean {
  return /^[\d+][\d\s-]*$/.test(asciiDigits(text.trim()));
}
