/** What one effect of an offer gives, in words, from its data alone. */

import { unreachable } from '#shared/kernel/invariant.ts';
import { nameOf } from './offer-words.ts';
import type { Effect, OfferWords, Selector } from './offer-words.ts';
import { selectorText } from './selector-text.ts';

export function effectText(effect: Effect, words: OfferWords): string {
  return withTerms(withGoods(bareText(effect, words), effect, words), effect, words);
}

function bareText(effect: Effect, words: OfferWords): string {
  const { t, format } = words;
  const { money, number } = format;
  switch (effect.kind) {
    case 'pointsPerAmount': {
      const given = { count: effect.points, amount: money.text(effect.perMinor) };
      const isFullOnly = effect.rounding === undefined || effect.rounding === 'floor';
      return isFullOnly ? t('effects.pointsPerAmount', given) : t('effects.pointsPerStarted', given);
    }
    case 'pointsMultiplier':
      return t('effects.pointsMultiplier', { factor: number.factor(effect.factorBasisPoints) });
    case 'bonusPoints':
      return t('effects.bonusPoints', { count: effect.points });
    case 'walletCreditPercent':
      return upTo(
        t('effects.walletCreditPercent', { percent: number.percent(effect.basisPoints) }),
        effect.capMinor,
        words,
      );
    case 'walletCreditFixed':
      return t('effects.walletCreditFixed', { amount: money.text(effect.amountMinor) });
    case 'discountPercent':
      return upTo(
        t('effects.discountPercent', { percent: number.percent(effect.basisPoints) }),
        effect.capMinor,
        words,
      );
    case 'discountFixed':
      return t('effects.discountFixed', { amount: money.text(effect.amountMinor) });
    case 'cheapestFree':
      return cheapestFreeText(effect, words);
    case 'fixedPrice':
      return t('effects.fixedPrice', { amount: money.text(effect.unitPriceMinor) });
    case 'steps':
      return format.list.and(effect.steps.map((step) => stepText(effect, step, words)));
    case 'gift':
    case 'coupon':
    case 'raffleTickets':
    case 'stamps':
    case 'freeDelivery':
    case 'tierProgress':
      return itemText(effect, words);
    default:
      return unreachable(effect);
  }
}

type ItemEffect = Extract<
  Effect,
  { readonly kind: 'gift' | 'coupon' | 'raffleTickets' | 'stamps' | 'freeDelivery' | 'tierProgress' }
>;

function itemText(effect: ItemEffect, words: OfferWords): string {
  const { t, format, till } = words;
  switch (effect.kind) {
    case 'gift':
      return t(effect.isSample === true ? 'effects.sample' : 'effects.gift', {
        name: format.local(effect.name),
      });
    case 'coupon':
      return t('effects.coupon', { name: format.local(effect.name) });
    case 'raffleTickets': {
      const given = { count: effect.tickets, name: format.local(effect.name) };
      return effect.perMinor === undefined
        ? t('effects.raffleTickets', given)
        : t('effects.raffleTicketsPerAmount', { ...given, amount: format.money.text(effect.perMinor) });
    }
    case 'stamps': {
      const known = till.rules.stampCards?.find(({ stampCardId }) => stampCardId === effect.stampCardId);
      const given = { count: effect.stamps, card: nameOf(effect.stampCardId, known?.name, words) };
      return effect.perPieceOf === undefined
        ? t('effects.stamps', given)
        : t('effects.stampsPerPiece', given);
    }
    case 'freeDelivery':
      return t('effects.freeDelivery');
    case 'tierProgress':
      return t('effects.tierProgress', { count: effect.progress });
    default:
      return unreachable(effect);
  }
}

function cheapestFreeText(
  effect: Extract<Effect, { readonly kind: 'cheapestFree' }>,
  { t, format }: OfferWords,
): string {
  const every = format.number.count(effect.everyPieces);
  const free = t('effects.cheapestFree', { count: effect.freePieces, every });
  return effect.timesMax === undefined
    ? free
    : t('effects.timesMax', { effect: free, count: effect.timesMax });
}

type StepsEffect = Extract<Effect, { readonly kind: 'steps' }>;

function stepText(effect: StepsEffect, step: StepsEffect['steps'][number], words: OfferWords): string {
  const { t, format } = words;
  const from =
    effect.by === 'amountMinor' ? format.money.text(step.from) : t('basket.pieces', { count: step.from });
  return t('effects.step', { gives: stepGives(effect.gives, step.value, words), from });
}

function stepGives(gives: StepsEffect['gives'], value: number, { t, format }: OfferWords): string {
  switch (gives) {
    case 'discountMinor':
      return t('effects.discountFixed', { amount: format.money.text(value) });
    case 'discountBasisPoints':
      return t('effects.discountPercent', { percent: format.number.percent(value) });
    case 'walletCreditMinor':
      return t('effects.walletCreditFixed', { amount: format.money.text(value) });
    case 'points':
      return t('effects.bonusPoints', { count: value });
    default:
      return unreachable(gives);
  }
}

function upTo(effect: string, capMinor: number | undefined, { t, format }: OfferWords): string {
  return capMinor === undefined ? effect : t('effects.upTo', { effect, amount: format.money.text(capMinor) });
}

function withGoods(text: string, effect: Effect, words: OfferWords): string {
  const on = goodsOf(effect);
  return on === undefined ? text : words.t('effects.on', { effect: text, what: selectorText(on, words) });
}

function goodsOf(effect: Effect): Selector | undefined {
  if ('on' in effect) return effect.on;
  return effect.kind === 'stamps' ? effect.perPieceOf : undefined;
}

function withTerms(text: string, effect: Effect, { t }: OfferWords): string {
  const afterDays = 'releaseAfterDays' in effect ? (effect.releaseAfterDays ?? 0) : 0;
  const validDays = 'expireAfterDays' in effect ? (effect.expireAfterDays ?? 0) : 0;
  const later = afterDays === 0 ? text : t('effects.after', { effect: text, count: afterDays });
  return validDays === 0 ? later : t('effects.validFor', { effect: later, count: validDays });
}
