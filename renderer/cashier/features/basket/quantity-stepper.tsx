/** How many: one press up or down, or a number typed into the middle, where 0 takes the line away. */

import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lineQuantityMax } from '#shared/domain/basket.ts';
import { parseWholeNumber } from '#shared/domain/text.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { focusQuantityBeside, quantityFieldName } from '#renderer/cashier/keyboard/focus-quantity.ts';
import { useActions } from '#renderer/cashier/cashier-context.tsx';

export type QuantityStepperProps = {
  readonly lineId: Uuid;
  readonly quantity: number;
  readonly name: string;
};

export function QuantityStepper({ lineId, quantity, name }: QuantityStepperProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { setQuantity, removeLine } = useActions();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (): void => {
    const wanted = typed === null ? undefined : parseWholeNumber(typed);
    setTyped(null);
    if (wanted === undefined || wanted === quantity || wanted > lineQuantityMax) return;
    void (wanted === 0 ? removeLine(lineId) : setQuantity(lineId, wanted));
  };
  return (
    <div dir="ltr" className="flex items-center rounded-xl bg-sunken">
      <Button
        look="quiet"
        size="icon"
        label={t('basket.less', { name })}
        isDisabled={quantity <= 1}
        onPress={() => void setQuantity(lineId, quantity - 1)}
        testId="quantity-less"
      >
        <Minus aria-hidden="true" size={18} />
      </Button>
      <input
        aria-label={t('basket.quantity', { name })}
        data-testid="line-quantity"
        name={quantityFieldName}
        inputMode="numeric"
        value={typed ?? number.count(quantity)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(null);
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault(); // or it takes the mark off the number that it leads to
          focusQuantityBeside(event.currentTarget, event.key === 'ArrowUp' ? -1 : 1);
        }}
        className="amount h-11 w-12 rounded-lg bg-transparent text-center text-base font-semibold focus-visible:outline-offset-0"
      />
      <Button
        look="quiet"
        size="icon"
        label={t('basket.more', { name })}
        isDisabled={quantity >= lineQuantityMax}
        onPress={() => void setQuantity(lineId, quantity + 1)}
        testId="quantity-more"
      >
        <Plus aria-hidden="true" size={18} />
      </Button>
    </div>
  );
}
