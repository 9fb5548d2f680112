/** Points and credit: what each offer earns by itself, and what multipliers add to the points of all. */

import { basisPointsOf, mulDiv } from '#shared/kernel/int-math.ts';
import { pointsPerSaleMax, walletCreditPerSaleMinorMax } from '../language/rule-set.ts';
import type { Cut } from '../answer/benefit.ts';
import type { Selector } from '../language/selector.ts';
import type { EarningPart, MultiplierPart, OwnTerms } from './compiled-effects.ts';
import { limitLeftMinor, noteCut } from './grants.ts';
import type { Grants } from './grants.ts';
import type { PricingRun } from './pricing-run.ts';
import { timedWorth } from './valuation.ts';
import { stepValue } from './wanted-discount.ts';

export function giveEarning(run: PricingRun, grants: Grants, part: EarningPart): void {
  const { unit, releaseAfterDays, expireAfterDays } = part;
  const amount = wantedEarning(run, grants, part);
  const given = giveTimed(run, grants, { unit, releaseAfterDays, expireAfterDays, amount });
  if (part.kind === 'perAmount') run.pointsPerAmount += given;
}

/** After the earnings of all offers of the combination: reckons on all their points per amount. */
export function giveMultiplied(run: PricingRun, grants: Grants, part: MultiplierPart): void {
  const { extraBasisPoints, releaseAfterDays, expireAfterDays } = part;
  const amount = basisPointsOf(run.pointsPerAmount, extraBasisPoints, 'floor');
  giveTimed(run, grants, { unit: 'points', releaseAfterDays, expireAfterDays, amount });
}

/** Points or credit before limits and sale maxima; a cap of the effect is noted. */
function wantedEarning(run: PricingRun, grants: Grants, part: EarningPart): number {
  switch (part.kind) {
    case 'perAmount': {
      const steps = mulDiv(earningBase(run, part.on), [1, part.perMinor], part.rounding);
      // Where this is no safe integer it is far beyond what one sale gives.
      return steps * part.points;
    }
    case 'fixed':
      return part.amount;
    case 'steps':
      return stepValue(part, run.basis.facts.selected(part.on));
    case 'percent': {
      const shareMinor = basisPointsOf(earningBase(run, part.on), part.basisPoints, 'floor');
      if (part.capMinor === null || shareMinor <= part.capMinor) return shareMinor;
      const { rules } = run.basis;
      noteCut(
        grants,
        'effectCap',
        timedWorth(shareMinor, part, rules) - timedWorth(part.capMinor, part, rules),
      );
      return part.capMinor;
    }
  }
}

/** The full price, or what all discounts left of it. */
function earningBase({ basis, takenMinor }: PricingRun, on: Selector | undefined): number {
  const selection = basis.facts.selected(on);
  if (basis.rules.settings.earnOn === 'full') return selection.grossMinor;
  let baseMinor = selection.grossMinor;
  for (const { index } of selection.lines) baseMinor -= takenMinor[index] ?? 0;
  return baseMinor;
}

type WantedGrant = OwnTerms & { readonly unit: 'points' | 'walletCredit'; readonly amount: number };

/** Cuts it at the limits of the offer and the maximum of the sale; gives what was granted. */
function giveTimed(run: PricingRun, grants: Grants, wanted: WantedGrant): number {
  const { rules } = run.basis;
  const { pointMinor } = rules.valuation;
  let { amount } = wanted;
  const cutTo = (most: number, by: Cut['by']): void => {
    if (amount <= most) return;
    noteCut(grants, by, timedWorth(amount, wanted, rules) - timedWorth(most, wanted, rules));
    amount = most;
  };
  for (const limit of grants.compiled.effects.moneyLimits) {
    const leftMinor = limitLeftMinor(limit, grants, run.basis.facts);
    if (wanted.unit === 'walletCredit') cutTo(leftMinor, limit.cutBy);
    else if (pointMinor > 0) cutTo(Math.floor(leftMinor / pointMinor), limit.cutBy);
  }
  if (wanted.unit === 'points') {
    cutTo(pointsPerSaleMax - run.pointsEarned, 'saleMaximum');
    run.pointsEarned += amount;
    grants.pointsEarned += amount;
    grants.costMinor += amount * pointMinor;
  } else {
    cutTo(walletCreditPerSaleMinorMax - run.walletCreditMinor, 'saleMaximum');
    amount -= amount % rules.settings.grantStepMinor;
    run.walletCreditMinor += amount;
    grants.walletCreditMinor += amount;
    grants.costMinor += amount;
  }
  if (amount === 0) return 0;
  grants.worthMinor += timedWorth(amount, wanted, rules);
  const { unit, releaseAfterDays, expireAfterDays } = wanted;
  grants.timed = [...grants.timed, { unit, amount, releaseAfterDays, expireAfterDays }];
  return amount;
}
