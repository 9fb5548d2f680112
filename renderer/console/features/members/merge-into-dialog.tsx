/** This member becomes another one, whose number is typed: for two that no phone number connects. */

import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid } from '#shared/kernel/ids.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { memberNumberIn } from './member-number.ts';

export type MergeIntoDialogProps = {
  readonly memberRef: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export function MergeIntoDialog({ memberRef, onDone, onClose }: MergeIntoDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [text, setText] = useState('');
  const into = memberNumberIn(text);
  const isOther = into !== undefined && into !== memberRef;
  return (
    <DeedDialog
      title={t('console.members.mergeTitle')}
      icon={Merge}
      button={t('console.members.merge')}
      done={t('console.told.merge')}
      ask={() => api.merge(memberRef, { into: uuid(into ?? memberRef) })}
      onDone={onDone}
      onClose={onClose}
      isReady={isOther}
      testId="member-merge"
    >
      <p dir="ltr" className="selectable rounded-2xl bg-sunken p-3 text-center font-mono text-sm">
        {memberRef}
      </p>
      <p>{t('console.members.mergeWhat')}</p>
      <TextField
        label={t('console.members.keepNumber')}
        value={text}
        onText={setText}
        dir="ltr"
        maxLength={60}
        autoFocus
        fault={text !== '' && !isOther ? t('console.members.numberFault') : undefined}
        testId="merge-into"
      />
    </DeedDialog>
  );
}
