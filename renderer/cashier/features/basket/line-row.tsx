/** One line: what it is, how many, what it comes to. */

import { X } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasketLineView, BasketView } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';

export type LineRowProps = {
  readonly line: BasketLineView;
  readonly scored: BasketView['score']['lines'][number] | undefined;
  readonly isNewest: boolean;
};

/** Lines keep their objects only within one answer, so rows are compared by what they show. */
export const LineRow = memo(ShownLine, isSameLine);

function ShownLine({ line, scored, isNewest }: LineRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { removeLine } = useActions();
  const name = line.name === null ? t('basket.plainAmount') : format.local(line.name);
  const grossMinor = scored?.grossMinor ?? line.unitPriceMinor * line.quantity;
  return (
    <li
      data-testid="basket-line"
      className={cx(
        'flex h-18 items-center gap-3 border-b border-hairline ps-4 pe-1.5 transition-colors',
        isNewest && 'bg-brand-soft/45',
      )}
    >
      <div className="min-w-0 flex-1 leading-snug">
        <p dir="auto" className="name truncate font-semibold" title={name}>
          {name}
        </p>
        <p className="truncate text-[0.8125rem] text-ink-faint">
          {line.groupName === null ? null : <span className="me-2">{format.local(line.groupName)}</span>}
          {line.quantity > 1 ? (
            <span>
              {t('basket.each')} <Money amountMinor={line.unitPriceMinor} isBare className="figure" />
            </span>
          ) : null}
        </p>
      </div>
      <QuantityStepper lineId={line.lineId} quantity={line.quantity} name={name} />
      <LinePrice grossMinor={grossMinor} netMinor={scored?.netMinor ?? grossMinor} />
      <Button
        look="quiet"
        size="icon"
        label={t('basket.remove', { name })}
        onPress={() => void removeLine(line.lineId)}
        testId="remove-line"
      >
        <X aria-hidden="true" size={19} />
      </Button>
    </li>
  );
}

/** Units under units, whichever way the language is written. */
function LinePrice({ grossMinor, netMinor }: { readonly grossMinor: number; readonly netMinor: number }) {
  return (
    <div className="w-28 text-right leading-tight wide:w-36">
      <Money amountMinor={netMinor} className="text-base font-semibold" isBare />
      {netMinor === grossMinor ? null : (
        <p className="mt-0.5 text-xs text-ink-faint line-through">
          <Money amountMinor={grossMinor} isBare />
        </p>
      )}
    </div>
  );
}

function isSameLine(shown: LineRowProps, next: LineRowProps): boolean {
  return (
    shown.line.lineId === next.line.lineId &&
    shown.line.quantity === next.line.quantity &&
    shown.isNewest === next.isNewest &&
    shown.scored?.netMinor === next.scored?.netMinor &&
    shown.scored?.grossMinor === next.scored?.grossMinor
  );
}
