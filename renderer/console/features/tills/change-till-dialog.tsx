/** Another name or another store for a till. */

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { StoreField } from './store-field.tsx';
import type { TillDialogProps } from './till-dialog-props.ts';

export function ChangeTillDialog({ till, stores, onDone, onClose }: TillDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [name, setName] = useState(till.name);
  const [storeId, setStoreId] = useState(till.storeId);
  return (
    <DeedDialog
      title={t('console.change.title', { till: isolated(till.name) })}
      icon={Pencil}
      button={t('console.change.button')}
      done={t('console.told.saved')}
      ask={() => api.changeTill(till.deviceId, { name: name.trim(), storeId })}
      onDone={onDone}
      onClose={onClose}
      isReady={name.trim() !== ''}
      testId="change-till"
    >
      <TextField
        label={t('console.tills.name')}
        value={name}
        onText={setName}
        maxLength={60}
        dir="auto"
        autoFocus
        testId="till-name"
      />
      <StoreField stores={stores} storeId={storeId} onStore={setStoreId} />
      <p className="text-sm text-ink-soft">{t('console.change.what')}</p>
    </DeedDialog>
  );
}
