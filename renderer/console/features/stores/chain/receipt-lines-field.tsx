/** What every receipt of the chain ends with. */

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';
import { lineLengthMax, linesFault } from './typed-chain.ts';
import type { LinesFault } from './typed-chain.ts';

export type ReceiptLinesFieldProps = { readonly typed: string; readonly onTyped: (typed: string) => void };

export function ReceiptLinesField({ typed, onTyped }: ReceiptLinesFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const fault = linesFault(typed);
  const wordsOf = (found: LinesFault): string =>
    found.kind === 'linesMany'
      ? t('console.chain.linesMany')
      : t(`console.chain.${found.kind}`, { place: found.place, count: lineLengthMax });
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex items-baseline gap-1.5 text-sm font-medium text-ink-soft">
        {t('console.chain.lines')}
        <span className="text-xs font-normal text-ink-faint">{t('console.chain.linesAside')}</span>
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        value={typed}
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        data-testid="chain-lines-typed"
        onChange={(event) => onTyped(event.target.value)}
        className={cx(
          'selectable w-full rounded-xl border bg-surface p-3 text-center text-base',
          fault === undefined ? 'border-edge' : 'border-danger',
        )}
      />
      {fault === undefined ? null : (
        <p id={`${id}-fault`} role="alert" className="text-sm text-danger">
          {wordsOf(fault)}
        </p>
      )}
    </div>
  );
}
