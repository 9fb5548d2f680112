/** A new shop; currency, time zone and the start of the day are as at the first one. */

import { Store } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';

export type AddStoreDialogProps = {
  /** A store that the new one is like; null for the first. */
  readonly like: StoreView | null;
  readonly onClose: () => void;
  readonly onAdded: () => void;
};

const firstStore = { currency: 'IRR', timeZone: 'Asia/Tehran', dayStartsAtHour: 5 } as const;

export function AddStoreDialog({ like, onClose, onAdded }: AddStoreDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [storeId, setStoreId] = useState('');
  const [persian, setPersian] = useState('');
  const [english, setEnglish] = useState('');
  const [timeZone, setTimeZone] = useState<string>(like?.timeZone ?? firstStore.timeZone);
  const [currency, setCurrency] = useState<string>(like?.currency ?? firstStore.currency);
  const isFilled = [storeId, persian, english, timeZone, currency].every((text) => text.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isFilled) return;
    const { dayStartsAtHour } = like ?? firstStore;
    const name = { fa: persian, en: english };
    run(() => api.addStore({ storeId: storeId.trim(), name, currency, timeZone, dayStartsAtHour }), onAdded);
  };
  return (
    <Dialog
      title={t('console.stores.add')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<Store aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="add-store-dialog"
    >
      <form onSubmit={submit} className="grid grid-cols-2 gap-4">
        <TextField
          label={t('console.stores.persianName')}
          value={persian}
          onText={setPersian}
          dir="rtl"
          autoFocus
          testId="store-fa"
        />
        <TextField
          label={t('console.stores.englishName')}
          value={english}
          onText={setEnglish}
          dir="ltr"
          testId="store-en"
        />
        <TextField
          label={t('console.stores.id')}
          aside={t('console.stores.idAside')}
          value={storeId}
          onText={setStoreId}
          dir="ltr"
          maxLength={64}
          testId="store-id"
        />
        <TextField
          label={t('console.stores.currency')}
          value={currency}
          onText={setCurrency}
          dir="ltr"
          maxLength={3}
          testId="store-currency"
        />
        <TextField
          className="col-span-2"
          label={t('console.stores.timeZone')}
          value={timeZone}
          onText={setTimeZone}
          dir="ltr"
          testId="store-zone"
        />
        <div className="col-span-2">
          <FailureNote failure={failure} />
        </div>
        <Button
          type="submit"
          look="primary"
          size="large"
          className="col-span-2"
          isDisabled={!isFilled || isBusy}
          testId="add-store-button"
        >
          {t('console.stores.addButton')}
        </Button>
      </form>
    </Dialog>
  );
}
