/** A new device in the place of a till. */

import { Replace } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import type { TillDialogProps } from './till-dialog-props.ts';

export type ReplaceDialogProps = Pick<TillDialogProps, 'till' | 'onClose'> & {
  readonly onCode: (code: CodeAnswer) => void;
};

export function ReplaceDialog({ till, onClose, onCode }: ReplaceDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  return (
    <DeedDialog
      title={t('console.replace.title', { till: isolated(till.name) })}
      icon={Replace}
      button={t('console.replace.button')}
      ask={() => api.replaceTill(till.deviceId)}
      onDone={onCode}
      onClose={onClose}
      testId="replace"
    >
      <p>{t('console.replace.what')}</p>
    </DeedDialog>
  );
}
