/** A new member in a few seconds: a name is enough. */

import { UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CardUid } from '#shared/domain/card.ts';
import { useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { MemberPicker } from '#renderer/cashier/standing/member-picker.tsx';
import { BirthdayField } from './birthday-field.tsx';
import { faultField } from './fault-field.ts';
import type { FaultField } from './fault-field.ts';
import { useEnrolment } from './use-enrolment.ts';

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
  const form = useEnrolment({ cardUid, text }, onDone);
  const { error } = form;
  const faultAt = error === null ? null : faultField(error.code);
  const faultFor = (field: FaultField): string | undefined =>
    error === null || faultAt !== field
      ? undefined
      : `${t(`errors.${error.code}.sentence`)} ${t(`errors.${error.code}.nextStep`)}`;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      {cardUid === null ? null : <p className="-mt-2 text-ink-soft">{t('member.enrolWithCard')}</p>}
      <TextField
        label={t('member.name')}
        value={form.name}
        onText={(name) => form.change({ name })}
        placeholder={t('member.namePlaceholder')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this form
        autoFocus
        maxLength={120}
        fault={faultFor('name')}
        testId="enrol-name"
      />
      <TextField
        label={t('member.phone')}
        aside={t('common.optional')}
        value={form.phone}
        onText={(phone) => form.change({ phone })}
        inputMode="tel"
        maxLength={20}
        dir="ltr"
        fault={faultFor('phone')}
        testId="enrol-phone"
      />
      <BirthdayField
        typed={form.typed}
        calendar={form.calendar}
        read={form.birth}
        fault={faultFor('birthday')}
        onTyped={(typed) => form.change({ typed })}
        onCalendar={(calendar) => form.change({ calendar })}
      />
      <MemberPicker
        label={t('standing.enrolIntroducer')}
        aside={t('common.optional')}
        picked={form.introducer}
        onPick={(introducer) => form.change({ introducer })}
        testId="enrol-introducer"
      />
      {faultAt === 'form' ? (
        <p role="alert" className="rounded-xl bg-danger-soft px-4 py-2 text-danger">
          {faultFor('form')}
        </p>
      ) : null}
      <Submit isDisabled={form.name.trim() === ''} />
    </form>
  );
}

function Submit({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation();
  return (
    <Button type="submit" look="primary" size="large" isDisabled={isDisabled} testId="enrol-submit">
      <UserPlus aria-hidden="true" size={20} />
      {t('member.enrol')}
    </Button>
  );
}
