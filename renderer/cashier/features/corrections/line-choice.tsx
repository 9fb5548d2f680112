/** One line of a sale: ticked as a whole, or as many of it as came back. */

import { Check, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

export type LineChoiceProps = {
  readonly line: SaleLeftView['lines'][number];
  readonly quantity: number;
  readonly onQuantity: (quantity: number) => void;
};

export function LineChoice({ line, quantity, onQuantity }: LineChoiceProps) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const name = line.name === null ? t('basket.plainAmount') : local(line.name);
  const isChosen = quantity > 0;
  const isGone = line.quantityLeft === 0;
  return (
    <li
      className="flex min-h-14 items-center gap-3 border-b border-hairline py-1.5"
      data-testid="sale-line"
      data-left={line.quantityLeft}
    >
      <button
        type="button"
        role="checkbox"
        aria-checked={isChosen}
        aria-label={t('corrections.tick', { name })}
        disabled={isGone}
        onClick={() => onQuantity(isChosen ? 0 : line.quantityLeft)}
        data-testid="sale-line-tick"
        className={cx(
          'flex size-11 shrink-0 items-center justify-center rounded-xl border',
          isChosen ? 'border-brand bg-brand text-on-brand' : 'border-edge bg-surface',
          isGone && 'border-hairline bg-sunken',
        )}
      >
        {isChosen ? <Check aria-hidden="true" size={22} strokeWidth={3} /> : null}
      </button>
      <div className={cx('min-w-0 flex-1 leading-snug', isGone && 'text-ink-faint')}>
        <p className={cx('truncate font-medium', isGone && 'line-through')}>
          <bdi>{name}</bdi>
        </p>
        <p className="text-[0.8125rem] text-ink-soft">
          {isGone
            ? t('corrections.lineGone')
            : t('corrections.ofSold', {
                left: number.count(line.quantityLeft),
                sold: number.count(line.quantitySold),
              })}
        </p>
      </div>
      {isChosen && line.quantityLeft > 1 ? (
        <Stepper name={name} quantity={quantity} quantityMax={line.quantityLeft} onQuantity={onQuantity} />
      ) : null}
      <Money
        amountMinor={line.leftMinor}
        className={cx('min-w-24 shrink-0 text-end', isGone && 'text-ink-faint')}
      />
    </li>
  );
}

type StepperProps = {
  readonly name: string;
  readonly quantity: number;
  readonly quantityMax: number;
  readonly onQuantity: (quantity: number) => void;
};

function Stepper({ name, quantity, quantityMax, onQuantity }: StepperProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <div dir="ltr" className="flex items-center rounded-xl bg-sunken">
      <Button
        look="quiet"
        size="icon"
        label={t('basket.less', { name })}
        isDisabled={quantity <= 1}
        onPress={() => onQuantity(quantity - 1)}
        testId="refund-less"
      >
        <Minus aria-hidden="true" size={18} />
      </Button>
      <span className="amount w-8 text-center font-semibold" data-testid="refund-quantity">
        {number.count(quantity)}
      </span>
      <Button
        look="quiet"
        size="icon"
        label={t('basket.more', { name })}
        isDisabled={quantity >= quantityMax}
        onPress={() => onQuantity(quantity + 1)}
        testId="refund-more"
      >
        <Plus aria-hidden="true" size={18} />
      </Button>
    </div>
  );
}
