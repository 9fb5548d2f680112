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
  const { store, setText, move, clear, chosen } = searches.products;
  const { text, rows, chosenIndex, isAnswered } = useStore(store);
  const take = (product: ProductView): void => {
    clear();
    void actions.addProduct(product.productId);
  };
  const enter = async (): Promise<void> => {
    const barcode = asciiDigits(text.trim());
    const product = await chosen();
    if (product !== undefined) take(product);
    else if (barcodePattern.test(barcode)) {
      clear();
      void actions.addBarcode(barcode);
    }
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
      onTake={take}
      onEnter={() => void enter()}
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
