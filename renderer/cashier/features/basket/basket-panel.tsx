/** The basket: a field that takes barcodes and words, the lines, and what can be taken back. */

import { Calculator } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { BasketFooter } from './basket-footer.tsx';
import { EmptyBasket } from './empty-basket.tsx';
import { LineList } from './line-list.tsx';
import { ProductSearch } from './product-search.tsx';

export function BasketPanel() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const isEmpty = useBasket(({ basket }) => basket === null || basket.lines.length === 0);
  return (
    <section
      aria-label={t('basket.heading')}
      className="flex min-h-0 flex-1 flex-col rounded-3xl bg-surface shadow-low"
    >
      <div className="z-20 flex gap-2 border-b border-hairline p-3">
        <div className="flex-1">
          <ProductSearch />
        </div>
        <Button
          look="soft"
          className="h-12"
          onPress={() => overlay.setState({ overlay: { kind: 'amount' } })}
          testId="amount-button"
        >
          <Calculator aria-hidden="true" size={20} />
          {t('basket.amount')}
          <Kbd keys="F4" />
        </Button>
      </div>
      {isEmpty ? <EmptyBasket /> : <LineList />}
      <BasketFooter />
    </section>
  );
}
