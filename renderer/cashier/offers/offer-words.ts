/** What is needed to put an answer of the engine into words, and the names of its parts. */

import type { TFunction } from 'i18next';
import type { BasketView, RulesView, TillView, WhyNotView } from '#shared/contracts/till-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { Format } from '#renderer/ui/format/format-context.tsx';

export type Score = BasketView['score'];
export type OfferAnswer = Score['offers'][number];
export type Effect = OfferAnswer['effects'][number];
export type Reason = OfferAnswer['reasons'][number];
export type Verdict = OfferAnswer['verdict'];
export type Cut = OfferAnswer['cuts'][number];
export type ItemGrant = OfferAnswer['items'][number];
export type NearMiss = Score['nearMisses'][number];
export type WhyNot = WhyNotView['whyNot'];
export type Failing = Extract<WhyNot, { readonly kind: 'failing' }>['failing'];
export type Condition = Failing['condition'];
export type Selector = Extract<Condition, { readonly kind: 'contains' }>['of'];

export type OfferWords = {
  readonly t: TFunction;
  readonly format: Format;
  readonly till: Pick<TillView, 'tiers' | 'productGroups'> & {
    readonly rules: Pick<RulesView, 'stampCards'>;
  };
  /** The day that clocks on the wall of the store show. */
  readonly today: IsoDate;
};

/** What the shop wrote; the id where the till has no name for it. */
export function nameOf(id: string, name: LocalText | undefined, { format }: OfferWords): string {
  return name === undefined ? id : format.local(name);
}

export function tierName(tierId: string, words: OfferWords): string {
  return nameOf(tierId, words.till.tiers.find((tier) => tier.tierId === tierId)?.name, words);
}

/** Ids that only the chain knows, such as segments, as they are. */
export function quoted(ids: readonly string[], { format }: OfferWords): string {
  const [open, close] = format.language === 'fa' ? ['«', '»'] : ['“', '”'];
  return format.list.or(ids.map((id) => `${open}${id}${close}`));
}
