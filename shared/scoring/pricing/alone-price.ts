/** Every matched offer by itself, with bounds of what it can give beside others. */

import type { CompiledOffer } from '../matching/compiled-offer.ts';
import { createCrowd } from './crowd.ts';
import type { Crowd } from './crowd.ts';
import { benefitOf } from './grants.ts';
import { interplayOf } from './interplay.ts';
import { discountMaxOf, lineSharesMaxOf, restWorthMaxOf } from './offer-maxima.ts';
import type { AlonePrice } from './price.ts';
import { priceLoneOffer } from './price-offers.ts';
import type { PricingRun } from './pricing-run.ts';

export function alonePrices(run: PricingRun, matched: readonly CompiledOffer[]): readonly AlonePrice[] {
  const crowd = createCrowd(run, matched);
  return matched.map((compiled) => alonePrice(run, compiled, crowd));
}

function alonePrice(run: PricingRun, compiled: CompiledOffer, crowd: Crowd): AlonePrice {
  const grants = priceLoneOffer(run, compiled);
  const discountMaxMinor = discountMaxOf(run, grants);
  const lineSharesMax = (): readonly number[] | null =>
    lineSharesMaxOf(run, compiled, { mostMinor: discountMaxMinor, crowd });
  return {
    compiled,
    worthMinor: grants.worthMinor,
    discountMinor: grants.discountMinor,
    walletCreditMinor: grants.walletCreditMinor,
    pointsEarned: grants.pointsEarned,
    discountMaxMinor,
    restWorthMaxMinor: restWorthMaxOf(run, grants, crowd),
    lineSharesMax,
    discountedLines: () => discountedLines(run, compiled),
    interplay: () => interplayOf(run, compiled, { crowd, discountMaxMinor, lineSharesMax }),
    benefit: () => benefitOf(grants),
  };
}

function discountedLines({ basis }: PricingRun, { effects }: CompiledOffer): readonly number[] {
  const places = new Set<number>();
  for (const { on } of effects.discounts) {
    for (const { index } of basis.facts.selected(on).lines) places.add(index);
  }
  return [...places].sort((left, right) => left - right);
}
