/** The last receipt was asked for, and there is none yet. */

import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

export function NoReceiptDialog() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  if (useOverlay().kind !== 'noReceipt') return null;
  return (
    <Dialog
      title={t('receipt.noneYet')}
      closeLabel={t('common.close')}
      onClose={() => overlay.setState({ overlay: { kind: 'none' } })}
      icon={<ReceiptText aria-hidden="true" size={24} className="text-brand" />}
      className="w-[26rem]"
      testId="no-receipt"
    >
      <p className="text-ink-soft">{t('receipt.noneYetHint')}</p>
    </Dialog>
  );
}
