/** What comes with money and points: things to hand over, what is held back, and what nobody can promise. */

import { Clock, Gift, Info, Stamp, Ticket, TicketPercent, TrendingUp, Truck } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/chip.tsx';
import { gainItems, heldBack } from '#renderer/cashier/offers/gain-items.ts';
import type { GainItem } from '#renderer/cashier/offers/gain-items.ts';
import type { Score } from '#renderer/cashier/offers/offer-words.ts';
import { useOfferWords } from '#renderer/cashier/offers/use-offer-words.ts';

const icons: { readonly [Kind in GainItem['kind']]: LucideIcon } = {
  gift: Gift,
  sample: Gift,
  coupon: TicketPercent,
  raffleTicket: Ticket,
  stamp: Stamp,
  stampReward: Gift,
  freeDelivery: Truck,
  tierProgress: TrendingUp,
};

export function ExtraGains({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const words = useOfferWords();
  const items = gainItems(score, words);
  const held = heldBack(score, words);
  return (
    <>
      {items.length + held.length === 0 ? null : (
        <ul
          aria-label={t('score.items')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a row that scrolls must be reachable by keyboard
          tabIndex={0}
          className="flex shrink-0 gap-1.5 overflow-x-auto pb-2 [scrollbar-width:none] wide:flex-wrap"
        >
          {items.map(({ key, kind, text }) => (
            <li key={key} className="max-w-full shrink-0">
              <Chip
                icon={icons[kind]}
                tone="success"
                className="h-7! max-w-full px-2.5!"
                testId={`score-item-${kind}`}
              >
                <bdi className="truncate">{text}</bdi>
              </Chip>
            </li>
          ))}
          {held.map(({ unit, afterDays, text }) => (
            <li key={`${unit}/${afterDays}`} className="shrink-0">
              <Chip icon={Clock} className="h-7! px-2.5!" testId={`score-held-${unit}`}>
                <bdi>{text}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      )}
      {score.isProven ? null : (
        <p
          data-testid="score-not-proven"
          className="mb-2 flex shrink-0 items-center gap-2 rounded-xl bg-sunken px-3 py-1.5 text-[0.8125rem] leading-snug text-ink-soft"
        >
          <Info aria-hidden="true" size={16} className="shrink-0" />
          {t('score.notProven', { amount: words.format.money.text(score.gapMinor) })}
        </p>
      )}
    </>
  );
}
