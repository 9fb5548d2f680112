/** The signed code of a sale, to be photographed or printed: with it another till of the chain gives the sale back. */

import { QrCode as QrIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { QrCode } from '#renderer/ui/qr-code.tsx';

export type RefundCodeProps = { readonly code: string; readonly onClose: () => void };

export function RefundCode({ code, onClose }: RefundCodeProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('corrections.code')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<QrIcon aria-hidden="true" size={24} className="text-brand" />}
      className="w-[30rem]"
      testId="refund-code-dialog"
    >
      <QrCode text={code} label={t('corrections.codeLabel')} className="mx-auto size-80 rounded-xl" />
      <p className="mt-4 text-center text-sm text-balance text-ink-soft">{t('corrections.codeHint')}</p>
    </Dialog>
  );
}
