/** A new shop; currency, time zone and the start of the day are as at the first one. */

import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { tell } from '#renderer/console/stores/console-store.ts';
import { useDeed } from '#renderer/console/use-deed.ts';
import { StoreForm } from './store-form.tsx';
import type { TypedStore } from './store-form.tsx';

export type AddStoreDialogProps = {
  /** A store that the new one is like; null for the first. */
  readonly like: StoreView | null;
  readonly onClose: () => void;
  readonly onAdded: () => void;
};

const firstStore: Omit<TypedStore, 'storeId' | 'name'> = {
  currency: 'IRR',
  timeZone: 'Asia/Tehran',
  dayStartsAtHour: 5,
};

export function AddStoreDialog({ like, onClose, onAdded }: AddStoreDialogProps) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const { run, ...deed } = useDeed();
  return (
    <Dialog
      title={t('console.stores.add')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<Store aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="add-store-dialog"
    >
      <StoreForm
        first={{ ...firstStore, ...like, storeId: '', name: { fa: '', en: '' } }}
        isNew
        button={t('console.stores.addButton')}
        deed={deed}
        onStore={(added) =>
          run(
            () => api.addStore(added),
            () => {
              tell(store, t('console.told.addStore'));
              onAdded();
            },
          )
        }
      />
    </Dialog>
  );
}
