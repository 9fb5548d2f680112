/** Whose gifts are cancelled: an offer of the rule set in force, found by its name. */

import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { CancelBatch, CancelBatchState } from '#renderer/cashier/stores/cancel-batch-store.ts';

export type BatchProps = { readonly cancelBatch: CancelBatch; readonly state: CancelBatchState };

export function BatchChoice({ cancelBatch, state }: BatchProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { text, offers, offer } = state;
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('corrections.batch.offer')}
        value={text}
        onText={cancelBatch.setText}
        maxLength={100}
        testId="batch-search"
      />
      <ul
        className="max-h-36 overflow-y-auto rounded-xl bg-sunken p-1"
        aria-label={t('corrections.batch.offers')}
      >
        {offers.map((row) => (
          <li key={row.offerId}>
            <button
              type="button"
              aria-pressed={row.offerId === offer?.offerId}
              onClick={() => cancelBatch.choose({ offer: row })}
              data-testid="batch-offer"
              data-offer={row.offerId}
              className={cx(
                'min-h-10 w-full rounded-lg px-3 text-start text-sm',
                row.offerId === offer?.offerId
                  ? 'bg-brand-soft font-semibold text-brand-ink'
                  : 'hover:bg-surface',
              )}
            >
              <bdi>{local(row.name)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
