/** A new member in a few seconds: a name is enough. */

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useActions, useCashier, useOverlay } from '../../cashier-context.tsx';
import { useNow } from '../../use-now.ts';
import { noDate, readBirthDate } from './birth-date.ts';
import { BirthdayField } from './birthday-field.tsx';
import { faultField } from './fault-field.ts';

export function EnrolDialog() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const shown = useOverlay();
  if (shown.kind !== 'enrol') return null;
  const close = (): void => overlay.setState({ overlay: { kind: 'none' } });
  return (
    <Dialog
      title={t('member.enrolTitle')}
      closeLabel={t('common.close')}
      onClose={close}
      icon={<UserPlus aria-hidden="true" size={24} className="text-brand" />}
      className="w-[30rem]"
      testId="enrol-dialog"
    >
      <EnrolForm cardUid={shown.cardUid} text={shown.text} onDone={close} />
    </Dialog>
  );
}

type EnrolFormProps = {
  readonly cardUid: CardUid | null;
  readonly text: string;
  readonly onDone: () => void;
};

function EnrolForm({ cardUid, text, onDone }: EnrolFormProps) {
  const { t } = useTranslation();
  const { language, calendar: storeCalendar } = useFormat();
  const { enrolMember } = useActions();
  const nowMs = useNow();
  const isPhone = /^[\d+][\d\s-]*$/.test(asciiDigits(text.trim()));
  const [name, setName] = useState(isPhone ? '' : text);
  const [phone, setPhone] = useState(isPhone ? text : '');
  const [typed, setTyped] = useState(noDate);
  const [calendar, setCalendar] = useState(language === 'fa' ? 'persian' : storeCalendar);
  const [error, setError] = useState<AppError | null>(null);
  const birth = readBirthDate(typed, calendar, new Date(nowMs).getFullYear());
  const fault =
    error === null
      ? undefined
      : `${t(`errors.${error.code}.sentence`)} ${t(`errors.${error.code}.nextStep`)}`;
  const faultAt = error === null ? null : faultField(error.code);

  const submit = async (): Promise<void> => {
    if (birth.kind === 'wrong') {
      setError({ code: 'birth_date_invalid', details: {} });
      return;
    }
    const birthDate = birth.kind === 'date' ? birth.isoDate : null;
    const refused = await enrolMember({ name, phone: cleanText(phone) || null, birthDate, cardUid });
    if (refused === null) onDone();
    else setError(refused);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {cardUid === null ? null : <p className="-mt-2 text-ink-soft">{t('member.enrolWithCard')}</p>}
      <TextField
        label={t('member.name')}
        value={name}
        onText={setName}
        placeholder={t('member.namePlaceholder')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this form
        autoFocus
        maxLength={120}
        fault={faultAt === 'name' ? fault : undefined}
        testId="enrol-name"
      />
      <TextField
        label={t('member.phone')}
        aside={t('common.optional')}
        value={phone}
        onText={setPhone}
        inputMode="tel"
        maxLength={20}
        dir="ltr"
        fault={faultAt === 'phone' ? fault : undefined}
        testId="enrol-phone"
      />
      <BirthdayField
        typed={typed}
        calendar={calendar}
        read={birth}
        fault={faultAt === 'birthday' ? fault : undefined}
        onTyped={setTyped}
        onCalendar={setCalendar}
      />
      {faultAt === 'form' ? (
        <p role="alert" className="rounded-xl bg-danger-soft px-4 py-2 text-danger">
          {fault}
        </p>
      ) : null}
      <Button
        look="primary"
        size="large"
        onPress={() => void submit()}
        isDisabled={name.trim() === ''}
        testId="enrol-submit"
      >
        <UserPlus aria-hidden="true" size={20} />
        {t('member.enrol')}
      </Button>
    </form>
  );
}
