/** Undo, empty, the last receipt, the menu, and the count of what is in the basket. */

import { ReceiptText, Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useActions, useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { MoreMenu } from '#renderer/cashier/more/more-menu.tsx';

export function BasketFooter() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const { undoLine, recallReceipt } = useActions();
  const canUndo = useBasket(({ basket }) => basket?.canUndo ?? false);
  const count = useBasket(({ basket }) =>
    (basket?.lines ?? []).reduce((sum, line) => sum + line.quantity, 0),
  );
  const grossMinor = useBasket(({ basket }) => basket?.score.grossMinor ?? 0);
  return (
    <footer className="flex items-center gap-1 border-t border-hairline p-2">
      <Button
        look="quiet"
        isDisabled={!canUndo}
        onPress={() => void undoLine()}
        className="data-disabled:bg-transparent"
        testId="undo-line"
      >
        <Undo2 aria-hidden="true" size={19} className="rtl:-scale-x-100" />
        {t('basket.undo')}
        <Kbd keys="F6" />
      </Button>
      <Button
        look="quiet"
        size="icon"
        isDisabled={count === 0}
        label={t('basket.clear')}
        onPress={() => overlay.setState({ overlay: { kind: 'clearBasket' } })}
        className="data-disabled:bg-transparent"
        testId="clear-basket"
      >
        <Trash2 aria-hidden="true" size={19} />
      </Button>
      <Button look="quiet" onPress={() => void recallReceipt()} className="px-3" testId="last-receipt">
        <ReceiptText aria-hidden="true" size={19} />
        {t('receipt.last')}
        <Kbd keys="F8" />
      </Button>
      <MoreMenu />
      <p className="ms-auto pe-3 text-end text-sm leading-tight text-ink-soft" data-testid="basket-count">
        {t('basket.pieces', { count })}
        <Money amountMinor={grossMinor} className="block text-base font-semibold text-ink" />
      </p>
    </footer>
  );
}
