/** Taking a proposal back: whoever signs it from then on is refused. */

import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';

export type WithdrawDialogProps = {
  readonly ruleSetHash: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

const shownHash = 12;

export function WithdrawDialog({ ruleSetHash, onDone, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  return (
    <DeedDialog
      title={t('console.rules.withdrawTitle')}
      icon={Undo2}
      button={t('console.rules.withdraw')}
      done={t('console.told.withdraw')}
      ask={() => api.withdraw(ruleSetHash)}
      onDone={onDone}
      onClose={onClose}
      testId="withdraw-dialog"
    >
      <p dir="ltr" className="selectable rounded-2xl bg-sunken p-3 text-center font-mono text-lg font-bold">
        {ruleSetHash.slice(0, shownHash)}
      </p>
      <p>{t('console.rules.withdrawWhat')}</p>
    </DeedDialog>
  );
}
