/** Products by word or barcode. Digits alone and Enter are a barcode. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { asciiDigits } from '#shared/domain/text.ts';
import type { ProductView } from '#shared/contracts/till-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { SearchNote } from './search-note.tsx';

const barcodePattern = /^\d{8,14}$/;

export function ProductSearch() {
  const { t } = useTranslation();
  const { actions, searches } = useCashier();
  const { store, setText, move, clear } = searches.products;
  const { text, rows, chosenIndex, isAnswered } = useStore(store);
  const takeBarcode = (typed: string): void => {
    const barcode = asciiDigits(typed.trim());
    if (!barcodePattern.test(barcode)) return;
    clear();
    void actions.addBarcode(barcode);
  };
  return (
    <SearchBox<ProductView>
      name="product-search"
      label={t('basket.searchLabel')}
      placeholder={t('basket.searchPlaceholder')}
      hotkey="F3"
      text={text}
      rows={rows}
      chosenIndex={chosenIndex}
      rowKey={(product) => product.productId}
      renderRow={(product) => <ProductRow product={product} />}
      onText={setText}
      onMove={move}
      onTake={(product) => {
        clear();
        void actions.addProduct(product.productId);
      }}
      onEnter={takeBarcode}
      onLeave={clear}
      note={
        isAnswered && rows.length === 0 ? (
          <SearchNote title={t('basket.noneFound')} hint={t('basket.noneFoundHint')} />
        ) : null
      }
    />
  );
}

function ProductRow({ product }: { readonly product: ProductView }) {
  const format = useFormat();
  return (
    <div className="flex w-full items-center gap-4">
      <div className="min-w-0 flex-1 leading-snug">
        <p dir="auto" className="name truncate font-medium">
          {format.local(product.name)}
        </p>
        <p className="truncate text-[0.8125rem] text-ink-faint">
          {format.local(product.groupName)}
          <span className="mx-1.5">·</span>
          <bdi dir="ltr">{format.number.digits(product.barcode)}</bdi>
        </p>
      </div>
      <Money amountMinor={product.priceMinor} className="font-semibold" />
    </div>
  );
}
