/** What the applied offers give besides money and points at once: things, and what is held back for some days. */

import { unreachable } from '#shared/kernel/invariant.ts';
import { nameOf } from './offer-words.ts';
import type { ItemGrant, OfferAnswer, OfferWords, Score } from './offer-words.ts';

export type GainItem = { readonly kind: ItemGrant['kind']; readonly key: string; readonly text: string };
export type HeldBack = {
  readonly unit: 'points' | 'walletCredit';
  readonly afterDays: number;
  readonly amount: number;
  readonly text: string;
};

/** Equal things of several offers are one, in the order in which they first come. */
export function gainItems({ offers }: Pick<Score, 'offers'>, words: OfferWords): readonly GainItem[] {
  const counts = new Map<string, { readonly item: ItemGrant; readonly offer: OfferAnswer; count: number }>();
  for (const offer of applied(offers)) {
    for (const item of offer.items) {
      const key = `${item.kind}/${item.refId ?? ''}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { item, offer, count: item.count });
      else known.count += item.count;
    }
  }
  return [...counts].map(([key, { item, offer, count }]) => ({
    kind: item.kind,
    key,
    text: itemText({ ...item, count }, offer, words),
  }));
}

/** Points and credit that come later, summed by the days that they are held back. */
export function heldBack({ offers }: Pick<Score, 'offers'>, words: OfferWords): readonly HeldBack[] {
  const { t, format } = words;
  const sums = new Map<string, Omit<HeldBack, 'text'>>();
  for (const { unit, amount, releaseAfterDays: afterDays } of applied(offers).flatMap(({ timed }) => timed)) {
    if (afterDays === 0 || amount === 0) continue;
    const key = `${unit}/${afterDays}`;
    sums.set(key, { unit, afterDays, amount: amount + (sums.get(key)?.amount ?? 0) });
  }
  return [...sums.values()]
    .toSorted((one, other) => one.afterDays - other.afterDays || (one.unit < other.unit ? -1 : 1))
    .map((held) => ({
      ...held,
      text:
        held.unit === 'points'
          ? t('items.heldPoints', { count: held.afterDays, points: format.number.count(held.amount) })
          : t('items.heldCredit', { count: held.afterDays, amount: format.money.text(held.amount) }),
    }));
}

export function itemText(item: ItemGrant, offer: Pick<OfferAnswer, 'effects'>, words: OfferWords): string {
  const { t } = words;
  const { count } = item;
  const several = (what: string): string => (count === 1 ? what : t('items.several', { what, count }));
  switch (item.kind) {
    case 'gift':
      return several(givenName(item, offer, words) ?? t('items.gift'));
    case 'sample':
      return several(t('items.sample', { name: givenName(item, offer, words) ?? item.refId ?? '' }));
    case 'coupon':
      return several(t('items.coupon', { name: givenName(item, offer, words) ?? item.refId ?? '' }));
    case 'raffleTicket':
      return t('items.raffleTicket', { count });
    case 'stamp':
      return t('items.stamp', { count });
    case 'stampReward':
      return several(rewardName(item, words) ?? t('items.stampReward'));
    case 'freeDelivery':
      return t('effects.freeDelivery');
    case 'tierProgress':
      return t('effects.tierProgress', { count });
    default:
      return unreachable(item.kind);
  }
}

/** What one offer gives, each as it is counted: money and points at once, things, and what comes later. */
export function givenTexts(offer: OfferAnswer, words: OfferWords): readonly string[] {
  return allGivenTexts({ ...offer, offers: [{ ...offer, verdict: { kind: 'applied' } }] }, words);
}

type Given = Pick<Score, 'offers' | 'discountMinor' | 'walletCreditMinor' | 'pointsEarned'>;

/** The same of all applied offers together. */
export function allGivenTexts(given: Given, words: OfferWords): readonly string[] {
  const { t, format } = words;
  const held = heldBack(given, words);
  const later = (unit: HeldBack['unit']): number =>
    held.reduce((sum, one) => (one.unit === unit ? sum + one.amount : sum), 0);
  const creditMinor = given.walletCreditMinor - later('walletCredit');
  const points = given.pointsEarned - later('points');
  return [
    given.discountMinor === 0
      ? null
      : t('effects.discountFixed', { amount: format.money.text(given.discountMinor) }),
    creditMinor === 0 ? null : t('effects.walletCreditFixed', { amount: format.money.text(creditMinor) }),
    points === 0 ? null : t('items.points', { count: points }),
    ...gainItems(given, words).map(({ text }) => text),
    ...held.map(({ text }) => text),
  ].filter((text) => text !== null);
}

function givenName(
  { refId }: ItemGrant,
  { effects }: Pick<OfferAnswer, 'effects'>,
  { format }: OfferWords,
): string | undefined {
  for (const effect of effects) {
    if (effect.kind === 'gift' && effect.giftId === refId) return format.local(effect.name);
    if (effect.kind === 'coupon' && effect.couponId === refId) return format.local(effect.name);
  }
  return undefined;
}

/** The answer names the gift or the card; both lead to the name. */
function rewardName({ refId }: ItemGrant, words: OfferWords): string | undefined {
  const card = words.till.rules.stampCards?.find(
    ({ rewardGiftId, stampCardId }) => rewardGiftId === refId || stampCardId === refId,
  );
  return card === undefined ? undefined : nameOf(card.rewardGiftId, card.rewardName, words);
}

function applied(offers: readonly OfferAnswer[]): readonly OfferAnswer[] {
  return offers.filter(({ verdict }) => verdict.kind === 'applied');
}
