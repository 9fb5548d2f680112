/** A code was issued, and its window was closed before anybody said that the customer has it. */

import { Gift } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '#renderer/ui/button.tsx';
import { useActions, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';

export function VoucherBanner() {
  const { t } = useTranslation();
  const { openCodes } = useActions();
  const isWaiting = useStore(useCashier().stores.codes, ({ vouchers }) => vouchers.length > 0);
  const isCovered = useOverlay().kind !== 'none';
  if (!isWaiting || isCovered) return null;
  return (
    <div
      role="status"
      data-testid="voucher-banner"
      className="flex shrink-0 items-center gap-3 border-b border-hairline bg-saffron-soft ps-5 pe-2 text-saffron"
    >
      <Gift aria-hidden="true" size={20} className="shrink-0" />
      <p className="min-w-0 flex-1 py-1 leading-snug font-semibold">{t('codes.waiting')}</p>
      <Button look="quiet" onPress={() => openCodes('')} testId="voucher-banner-open">
        {t('codes.waitingShow')}
      </Button>
    </div>
  );
}
