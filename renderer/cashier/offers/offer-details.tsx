/** Everything that one matched offer has to say: what it gives, why, what cut it, until when, on which terms. */

import { Clock, Scissors } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import { effectText } from './effect-text.ts';
import { endText, isEndNear } from './end-text.ts';
import { givenTexts } from './gain-items.ts';
import type { OfferAnswer, OfferWords } from './offer-words.ts';
import { reasonText } from './reason-text.ts';
import { cutText, verdictText } from './verdict-text.ts';

export type OfferDetailsProps = {
  readonly offer: OfferAnswer;
  /** All of the answer, for the names of those that stand in its way. */
  readonly offers: readonly OfferAnswer[];
  readonly words: OfferWords;
  /** What can be done about it, near the top: the rest may be long. */
  readonly action?: ReactNode;
};

export function OfferDetails({ offer, offers, words, action = null }: OfferDetailsProps) {
  const { t, format } = words;
  const reasons = offer.reasons.map((reason) => reasonText(reason, words));
  const effects = offer.effects.map((effect) => effectText(effect, words));
  const given = givenTexts(offer, words).filter((text) => !effects.includes(text));
  return (
    <div className="grid gap-1 text-[0.8125rem] leading-snug text-ink-soft" data-testid="offer-details">
      <p className={cx('font-semibold', offer.verdict.kind === 'applied' ? 'text-success' : 'text-ink')}>
        {verdictText(offer, offers, words)}
      </p>
      {action === null ? null : <div className="py-0.5">{action}</div>}
      <Phrases texts={effects} />
      {given.length === 0 ? null : <Named name={t('offers.gives')}>{given.join(' · ')}</Named>}
      {reasons.length === 0 ? null : <Named name={t('offers.why')}>{reasons.join(' · ')}</Named>}
      {offer.reason === null ? null : <p className="text-ink">{format.local(offer.reason)}</p>}
      {offer.cuts.map((cut) => (
        <Marked key={cut.by} icon={Scissors} className="text-warn">
          {cutText(cut, words)}
        </Marked>
      ))}
      {offer.endsAt === null ? null : (
        <Marked
          icon={Clock}
          className={isEndNear(offer.endsAt, words.today) ? 'font-semibold text-saffron' : ''}
        >
          {endText(offer.endsAt, words)}
        </Marked>
      )}
      {offer.terms === null ? null : <Named name={t('offers.terms')}>{format.local(offer.terms)}</Named>}
    </div>
  );
}

function Phrases({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text) => (
    <p key={text}>
      <bdi>{text}</bdi>
    </p>
  ));
}

function Named({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <p>
      <span className="me-1.5 font-medium text-ink-faint">{name}</span>
      <bdi>{children}</bdi>
    </p>
  );
}

type MarkedProps = { readonly icon: LucideIcon; readonly className: string; readonly children: ReactNode };

function Marked({ icon: Icon, className, children }: MarkedProps) {
  return (
    <p className={cx('flex items-center gap-1.5', className)}>
      <Icon aria-hidden="true" size={14} className="shrink-0" />
      <bdi>{children}</bdi>
    </p>
  );
}
