/** One matching offer: what it gives, what it is worth, whether it applied and if not what beat it. */

import { CircleCheck, CircleMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { effectText, reasonText, verdictText } from './describe-offer.ts';
import type { OfferAnswer } from './describe-offer.ts';

export type OfferRowProps = { readonly offer: OfferAnswer; readonly offers: readonly OfferAnswer[] };

export function OfferRow({ offer, offers }: OfferRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tiers = useTill((till) => till.tiers);
  const productGroups = useTill((till) => till.productGroups);
  const words = { t, format, till: { tiers, productGroups } };
  const isApplied = offer.verdict.kind === 'applied';
  const Icon = isApplied ? CircleCheck : CircleMinus;
  const details = [
    effectText(offer.effect, words),
    ...offer.reasons.map((reason) => reasonText(reason, words)),
  ];
  return (
    <li
      data-testid={`offer-${offer.offerId}`}
      data-verdict={offer.verdict.kind}
      className={cx('flex gap-2.5 rounded-2xl px-2.5 py-1.5', isApplied && 'bg-success-soft')}
    >
      <Icon
        aria-hidden="true"
        size={20}
        className={cx('mt-0.5 shrink-0', isApplied ? 'text-success' : 'text-ink-faint')}
      />
      <div className="min-w-0 flex-1 leading-snug">
        <div className="flex items-baseline justify-between gap-3">
          <p
            dir="auto"
            className={cx(
              'name min-w-0 truncate wide:whitespace-normal',
              isApplied ? 'font-bold' : 'font-medium',
            )}
          >
            {format.local(offer.name)}
          </p>
          <Money
            amountMinor={offer.worthMinor}
            className={isApplied ? 'font-bold text-success' : 'text-ink-soft'}
          />
        </div>
        <p className={cx('text-[0.8125rem]', isApplied ? 'text-success' : 'text-ink-soft')}>
          <bdi className={cx('wide:block', isApplied && 'font-semibold')}>
            {verdictText(offer, offers, words)}
          </bdi>
          {details.map((detail) => (
            <span key={detail} className="wide:nth-2:*:first:hidden">
              <span className="mx-1">{'\u00a0· '}</span>
              <bdi>{detail}</bdi>
            </span>
          ))}
          {offer.capped ? (
            <span className="ms-2 rounded-md bg-warn-soft px-1.5 text-warn">{t('score.capped')}</span>
          ) : null}
        </p>
      </div>
    </li>
  );
}
