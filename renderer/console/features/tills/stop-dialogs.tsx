/** Stopping and allowing redeeming at a till; either way with the reason, which the audit list keeps. */

import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freezeReasons, unfreezeReasons } from '#shared/contracts/hq/admin-tills.ts';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { RadioList } from '#renderer/console/parts/radio-list.tsx';
import type { TillDialogProps } from './till-dialog-props.ts';

export function FreezeDialog({ till, onDone, onClose }: TillDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [why, setWhy] = useState<(typeof freezeReasons)[number]>('suspicion');
  return (
    <DeedDialog
      title={t('console.freeze.title', { till: isolated(till.name) })}
      icon={LockKeyhole}
      button={t('console.tills.freeze')}
      done={t('console.told.freeze', { till: isolated(till.name) })}
      ask={() => api.freeze(till.deviceId, { why })}
      onDone={onDone}
      onClose={onClose}
      testId="freeze"
    >
      <p>{t('console.freeze.what')}</p>
      <RadioList
        legend={t('console.freeze.whyLabel')}
        options={freezeReasons.map((value) => ({ value, name: t(`console.freeze.why.${value}`) }))}
        value={why}
        onValue={setWhy}
        testId="why"
      />
    </DeedDialog>
  );
}

/** Nothing is chosen beforehand: the person has to know why. */
export function UnfreezeDialog({ till, onDone, onClose }: TillDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [why, setWhy] = useState<(typeof unfreezeReasons)[number] | null>(null);
  return (
    <DeedDialog
      title={t('console.unfreeze.title', { till: isolated(till.name) })}
      icon={LockKeyholeOpen}
      button={t('console.tills.unfreeze')}
      done={t('console.told.unfreeze', { till: isolated(till.name) })}
      ask={() => api.unfreeze(till.deviceId, { why: why ?? 'checked' })}
      onDone={onDone}
      onClose={onClose}
      isReady={why !== null}
      testId="unfreeze"
    >
      {till.reason === null ? null : (
        <p className="rounded-2xl bg-danger-soft p-3 text-danger">
          {t(`console.tills.reasons.${till.reason}`)}
        </p>
      )}
      <p>{t('console.unfreeze.what')}</p>
      <RadioList
        legend={t('console.unfreeze.whyLabel')}
        options={unfreezeReasons.map((value) => ({ value, name: t(`console.unfreeze.why.${value}`) }))}
        value={why}
        onValue={setWhy}
        testId="why"
      />
    </DeedDialog>
  );
}
