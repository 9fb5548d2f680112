/** The tier of a member, in the tier's own metal. */

import { Award } from 'lucide-react';
import { cx } from './cx.ts';

export type CardTone = 'bronze' | 'silver' | 'gold' | 'plain';

const badges: { readonly [Tone in CardTone]: string } = {
  bronze: 'bg-bronze-soft text-bronze border-bronze-deep',
  silver: 'bg-silver-soft text-silver border-silver-deep',
  gold: 'bg-gold-soft text-gold border-gold-deep',
  plain: 'bg-plain-soft text-plain border-plain-deep',
};

/** Surface of a card in a tier's metal, for panels and the demo tray. */
export const metalSurface: { readonly [Tone in CardTone]: string } = {
  bronze: 'bg-linear-to-br from-bronze-soft to-bronze-deep text-bronze',
  silver: 'bg-linear-to-br from-silver-soft to-silver-deep text-silver',
  gold: 'bg-linear-to-br from-gold-soft to-gold-deep text-gold',
  plain: 'bg-linear-to-br from-plain-soft to-plain-deep text-plain',
};

export function TierBadge({ name, tone }: { readonly name: string; readonly tone: CardTone }) {
  return (
    <span
      data-testid="tier-badge"
      className={cx(
        'inline-flex h-7 shrink-0 items-center gap-1 rounded-full border px-2.5 text-[0.8125rem] font-semibold',
        badges[tone],
      )}
    >
      <Award aria-hidden="true" size={14} strokeWidth={2.5} />
      {name}
    </span>
  );
}
