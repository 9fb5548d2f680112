/** Another name, zone, currency or start of the day for a shop. */

import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { StoreForm } from './store-form.tsx';

export type ChangeStoreDialogProps = {
  readonly store: StoreView;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

export function ChangeStoreDialog({ store, onClose, onChanged }: ChangeStoreDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { run, ...deed } = useDeed();
  return (
    <Dialog
      title={t('console.stores.changeTitle')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<Store aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="change-store-dialog"
    >
      <StoreForm
        first={store}
        isNew={false}
        button={t('console.stores.changeButton')}
        deed={deed}
        onStore={({ storeId, ...values }) => run(() => api.changeStore(storeId, values), onChanged)}
      />
    </Dialog>
  );
}
