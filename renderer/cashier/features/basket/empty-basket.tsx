/** What to do first. */

import { ScanBarcode } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function EmptyBasket() {
  const { t } = useTranslation();
  return (
    <div
      className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 p-8 text-center"
      data-testid="basket-empty"
    >
      <span className="mb-3 flex size-20 items-center justify-center rounded-full bg-brand-soft text-brand">
        <ScanBarcode aria-hidden="true" size={38} strokeWidth={1.75} />
      </span>
      <p className="text-xl font-bold">{t('basket.empty')}</p>
      <p className="max-w-80 text-balance text-ink-soft">{t('basket.emptyHint')}</p>
    </div>
  );
}
