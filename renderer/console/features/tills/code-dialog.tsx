/** The one-time code, large enough to be read out on the phone. */

import { KeySquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';

export type CodeDialogProps = { readonly code: CodeAnswer; readonly onClose: () => void };

export function CodeDialog({ code, onClose }: CodeDialogProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  return (
    <Dialog
      title={t('console.code.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<KeySquare aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="code-dialog"
    >
      <p>{t('console.code.hint', { until: date.time(code.expiresAtMs) })}</p>
      <p
        dir="ltr"
        data-testid="join-code"
        className="selectable my-4 rounded-2xl bg-sunken p-5 text-center font-mono text-4xl font-bold tracking-wider"
      >
        {code.code}
      </p>
      <p className="text-ink-soft">
        {t('console.code.address')}{' '}
        <bdi dir="ltr" className="selectable">
          {window.location.origin}
        </bdi>
      </p>
      <p className="mt-3 text-sm text-ink-soft">{t('console.code.next')}</p>
    </Dialog>
  );
}
