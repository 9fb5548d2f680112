/** What a shop is called and where its days begin; the same for a new one and for one that is changed. */

import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { SelectField } from '#renderer/console/parts/select-field.tsx';
import type { Deed } from '#renderer/console/use-deed.ts';

/** What is typed as a currency is checked by HQ. */
export type TypedStore = Omit<StoreView, 'currency'> & { readonly currency: string };

type StoreText = Readonly<Record<'storeId' | 'fa' | 'en' | 'currency' | 'timeZone' | 'hour', string>>;

export type StoreFormProps = {
  readonly first: TypedStore;
  /** The short name of a store is for good. */
  readonly isNew: boolean;
  readonly button: string;
  readonly deed: Pick<Deed, 'isBusy' | 'failure'>;
  readonly onStore: (store: TypedStore) => void;
};

const hours = Array.from({ length: 24 }, (_none, hour) => String(hour));

export function StoreForm({ first, isNew, button, deed, onStore }: StoreFormProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [text, setText] = useState<StoreText>(() => textOf(first));
  const field = (name: keyof StoreText) => ({
    value: text[name],
    onText: (value: string) => setText({ ...text, [name]: value }),
    testId: `store-${name}`,
  });
  const isFilled = Object.values(text).every((value) => value.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isFilled) onStore(storeOf(text));
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-2 gap-4">
      <TextField
        label={t('console.stores.persianName')}
        {...field('fa')}
        dir="rtl"
        autoFocus
        maxLength={120}
      />
      <TextField label={t('console.stores.englishName')} {...field('en')} dir="ltr" maxLength={120} />
      {isNew ? (
        <TextField
          label={t('console.stores.id')}
          aside={t('console.stores.idAside')}
          {...field('storeId')}
          dir="ltr"
          maxLength={64}
        />
      ) : null}
      <TextField label={t('console.stores.currency')} {...field('currency')} dir="ltr" maxLength={3} />
      <SelectField
        label={t('console.stores.dayStartsLabel')}
        options={hours.map((hour) => ({ value: hour, name: number.count(Number(hour)) }))}
        value={text.hour}
        onValue={field('hour').onText}
        testId="store-hour"
      />
      <TextField label={t('console.stores.timeZone')} {...field('timeZone')} dir="ltr" />
      <div className="col-span-2 flex flex-col gap-4">
        <FailureNote failure={deed.failure} />
        <Button
          type="submit"
          look="primary"
          size="large"
          isDisabled={!isFilled || deed.isBusy}
          testId="store-button"
        >
          {button}
        </Button>
      </div>
    </form>
  );
}

function textOf({ storeId, name, currency, timeZone, dayStartsAtHour }: TypedStore): StoreText {
  return { storeId, fa: name.fa, en: name.en, currency, timeZone, hour: String(dayStartsAtHour) };
}

function storeOf({ storeId, fa, en, timeZone, hour, ...text }: StoreText): TypedStore {
  const currency = text.currency.trim().toUpperCase();
  return {
    storeId: storeId.trim(),
    name: { fa, en },
    currency,
    timeZone: timeZone.trim(),
    dayStartsAtHour: Number(hour),
  };
}
