/** A new till of a store: its name, and then its code. */

import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { StoreField } from './store-field.tsx';

export type AddTillDialogProps = {
  readonly stores: readonly StoreView[];
  readonly onClose: () => void;
  readonly onAdded: (code: CodeAnswer) => void;
};

export function AddTillDialog({ stores, onClose, onAdded }: AddTillDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [name, setName] = useState('');
  const [storeId, setStoreId] = useState(stores.length === 1 ? (stores[0]?.storeId ?? null) : null);
  const isFilled = name.trim() !== '' && storeId !== null && storeId !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (storeId !== null && isFilled) run(() => api.addTill({ storeId, name }), onAdded);
  };
  return (
    <Dialog
      title={t('console.tills.add')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<MonitorSmartphone aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="add-till-dialog"
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <StoreField stores={stores} storeId={storeId} onStore={setStoreId} />
        <TextField
          label={t('console.tills.name')}
          value={name}
          onText={setName}
          maxLength={60}
          dir="auto"
          testId="till-name"
        />
        <FailureNote failure={failure} />
        <Button
          type="submit"
          look="primary"
          size="large"
          isDisabled={!isFilled || isBusy}
          testId="add-till-button"
        >
          {t('console.tills.addButton')}
        </Button>
      </form>
    </Dialog>
  );
}
