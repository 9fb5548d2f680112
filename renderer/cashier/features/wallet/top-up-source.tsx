/** Where credit comes from: money that was paid in, or a gift of the shop for one of its reasons. */

import { useTranslation } from 'react-i18next';
import type { WalletOptionsView } from '#shared/contracts/till/payment-views.ts';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';

const means = ['cash', 'card', 'transfer'] as const;

export type Source =
  | { readonly kind: (typeof means)[number] }
  | { readonly kind: 'gift'; readonly reasonId: string };

export type TopUpSourceProps = {
  readonly source: Source;
  readonly gifts: WalletOptionsView['gifts'];
  readonly onChoose: (source: Source) => void;
};

export function TopUpSource({ source, gifts, onChoose }: TopUpSourceProps) {
  const { t } = useTranslation();
  const { local, money } = useFormat();
  return (
    <>
      <div role="group" aria-label={t('payment.paidIn')}>
        <p className="mb-1 text-sm font-medium text-ink-soft">{t('payment.paidIn')}</p>
        <div className="grid grid-cols-3 gap-1.5">
          {means.map((kind) => (
            <ChoiceChip
              key={kind}
              name={t(`pay.${kind}`)}
              isChosen={source.kind === kind}
              onChoose={() => onChoose({ kind })}
              testId={`top-up-${kind}`}
            />
          ))}
        </div>
      </div>
      {gifts.length === 0 ? null : (
        <div role="group" aria-label={t('payment.gift')}>
          <p className="mb-1 text-sm font-medium text-ink-soft">{t('payment.gift')}</p>
          <div className="grid grid-cols-2 gap-1.5">
            {gifts.map(({ reasonId, name, maxMinor }) => (
              <ChoiceChip
                key={reasonId}
                name={local(name)}
                detail={t('payment.reasonMax', { amount: money.text(maxMinor) })}
                isChosen={source.kind === 'gift' && source.reasonId === reasonId}
                onChoose={() => onChoose({ kind: 'gift', reasonId })}
                testId={`top-up-gift-${reasonId}`}
              />
            ))}
          </div>
        </div>
      )}
    </>
  );
}
