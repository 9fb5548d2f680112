/** The lines of the slip; a long receipt scrolls inside the paper. */

import { useTranslation } from 'react-i18next';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

/** More than this is summed up; the whole receipt stays in the ledger. */
const linesDrawnMax = 200;

export function SlipLines({ lines }: { readonly lines: ReceiptView['lines'] }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const hidden = lines.length - linesDrawnMax;
  return (
    <ul
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls must be reachable by keyboard
      tabIndex={0}
      className="-mx-2 grid min-h-14 grid-cols-[minmax(0,1fr)_auto] content-start gap-x-4 overflow-y-auto px-2 text-sm"
    >
      {lines.slice(0, linesDrawnMax).map((line) => (
        <li
          key={line.lineId}
          data-testid="receipt-line"
          className="col-span-2 grid min-h-7 grid-cols-subgrid items-baseline"
        >
          <span className="min-w-0">
            <bdi>{line.name === null ? t('basket.plainAmount') : local(line.name)}</bdi>
            {line.quantity === 1 ? null : (
              <span className="ms-2 text-ink-faint">× {number.count(line.quantity)}</span>
            )}
          </span>
          <Money amountMinor={line.grossMinor} isBare className="text-right" />
        </li>
      ))}
      {hidden > 0 ? <li className="text-ink-faint">+ {t('basket.items', { count: hidden })}</li> : null}
    </ul>
  );
}
