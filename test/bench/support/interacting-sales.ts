/** Sales whose offers reckon on what others give, with their real prices: what makes the best combination hard to prove. */

import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { inputOf, memberOf, ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';

/**
 * `full`: points and credit on full prices, one stage, lines with a floor. `paid`: on what discounts leave. `stages`:
 * discounts on what earlier ones left. `mixed`: all of it, with multipliers, stamp cards, caps, and limits in money.
 */
export const saleKinds = ['full', 'paid', 'stages', 'mixed'] as const;
export type SaleKind = (typeof saleKinds)[number];

export type InteractingSale = { readonly ruleSet: RuleSet; readonly input: ScoreInput };

export type SaleSize = {
  /** All match. A quarter stacks with everything. */
  readonly offers: number;
  readonly linesMin: number;
  readonly linesMax: number;
};

/** A sale of ten to forty lines. */
export function saleOfMany(offers: number): SaleSize {
  return { offers, linesMin: 10, linesMax: 40 };
}

const groupCount = 6;
const named = { fa: 'x', en: 'x' };
const stampCards = ['coffee', 'bread'].map((stampCardId) => ({
  stampCardId,
  name: named,
  stampsNeeded: 8,
  reward: { giftId: stampCardId, name: named, worthMinor: 250_000 },
}));

/** The same for the same seed. */
export function interactingSale(seed: number, kind: SaleKind, size: SaleSize): InteractingSale {
  const rng = createSeededRng(seed);
  const isMixed = kind === 'mixed';
  const settings = {
    earnOn: kind === 'paid' || isMixed ? 'paid' : 'full',
    ...(kind === 'full' || isMixed ? { lineFloorBasisPoints: 4_000 + rng.below(4_000) } : {}),
    ...(isMixed && rng.below(2) === 0 ? { discountCapBasisPoints: 3_000 + rng.below(4_000) } : {}),
    ...(isMixed && rng.below(2) === 0 ? { grantStepMinor: pick(rng, [100, 1_000]) } : {}),
    ...(isMixed && rng.below(4) === 0 ? { offersPerSaleMax: 4 + rng.below(8) } : {}),
  };
  const lineCount = size.linesMin + rng.below(size.linesMax - size.linesMin + 1);
  const lines = Array.from({ length: lineCount }, () => ({
    unitPriceMinor: 10_000 * (5 + rng.below(150)),
    groupId: `g${rng.below(groupCount)}`,
    quantity: 1 + rng.below(4),
  }));
  const offers = Array.from({ length: size.offers }, (_, place) => sketchOffer(rng, kind, place));
  const rates = { walletCreditBasisPoints: pick(rng, [8_000, 10_000]), pointMinor: pick(rng, [500, 1_000]) };
  const ruleSet = ruleSetOf({ settings, valuation: rates, stampCards, offers });
  const member = memberOf({ stamps: { coffee: rng.below(8), bread: rng.below(8) } });
  return { ruleSet, input: inputOf({ lines, member }) };
}

function pick<Item>(rng: Rng, items: readonly [Item, ...Item[]]): Item {
  return items[rng.below(items.length)] ?? items[0];
}

function sketchOffer(rng: Rng, kind: SaleKind, place: number): OfferSketch {
  const isMixed = kind === 'mixed';
  const modeAt = rng.below(100);
  const mode = modeAt < 25 ? 'stackable' : modeAt < 70 ? 'single' : 'perLine';
  const hasStages = kind === 'stages' || isMixed;
  const effects = Array.from({ length: rng.below(4) === 0 ? 2 : 1 }, () => effectOf(rng, kind));
  const limited = isMixed && rng.below(6) === 0;
  return {
    offerId: `offer-${String(place).padStart(3, '0')}`,
    effects,
    stacking: {
      mode,
      ...(hasStages ? { stage: 1 + rng.below(3) } : {}),
      ...(rng.below(10) === 0 ? { exclusiveGroup: `x${rng.below(3)}` } : {}),
    },
    ...(limited ? { limits: [{ scope: 'basket', costMinor: 10_000 * (5 + rng.below(100)) }] } : {}),
    ...(isMixed && rng.below(8) === 0 ? { discountCapMinor: 10_000 * (5 + rng.below(150)) } : {}),
  };
}

/** The whole basket, or one or two product groups. */
function someLines(rng: Rng): object {
  const at = rng.below(10);
  const group = (): string => `g${rng.below(groupCount)}`;
  if (at < 3) return {};
  return { on: { groupIds: at < 8 ? [group()] : [...new Set([group(), group()])] } };
}

function effectOf(rng: Rng, kind: SaleKind): object {
  const at = rng.below(kind === 'mixed' ? 120 : 100);
  const on = someLines(rng);
  const cap = rng.below(4) === 0 ? { capMinor: 10_000 * (5 + rng.below(100)) } : {};
  if (at < 45) return { kind: 'discountPercent', basisPoints: 200 + 50 * rng.below(40), ...on, ...cap };
  if (at < 53) return { kind: 'discountFixed', amountMinor: 10_000 * (1 + rng.below(60)), ...on };
  if (at < 57) return { kind: 'cheapestFree', everyPieces: 3 + rng.below(3), freePieces: 1, ...on };
  if (at < 75) return { kind: 'walletCreditPercent', basisPoints: 100 + 50 * rng.below(20), ...on, ...cap };
  if (at < 95)
    return {
      kind: 'pointsPerAmount',
      points: 1 + rng.below(5),
      perMinor: 10_000 * (1 + rng.below(10)),
      ...on,
    };
  if (at < 100) return { kind: 'bonusPoints', points: 10 * (1 + rng.below(30)) };
  if (at < 106) return { kind: 'pointsMultiplier', factorBasisPoints: 15_000 + 5_000 * rng.below(4) };
  if (at < 114)
    return { kind: 'stamps', stampCardId: pick(rng, ['coffee', 'bread']), stamps: 1 + rng.below(4) };
  return { kind: 'freeDelivery', worthMinor: 10_000 * (1 + rng.below(50)) };
}
