/**
 * Matching and scoring under large rule sets, against a plain scan of compiled conditions over every offer in the same
 * run. Start it with `node test/bench/scoring.bench.ts`; it prints a table and takes about ten seconds.
 */

import { performance } from 'node:perf_hooks';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import type { CompiledRuleSet } from '#shared/scoring/compile-ruleset.ts';
import type { CompiledOffer } from '#shared/scoring/compiled-offer.ts';
import { matchOffers } from '#shared/scoring/match.ts';
import { saleFacts } from '#shared/scoring/sale-facts.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import type { ScoreInput } from '#shared/scoring/score-result.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { inputOf, linesOf, ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';

const runs = 1_000;
const groups = 400;

/** Offers as a chain has them: most for one product group, some for a tier, a visit count, an amount or a season. */
function manyOffers(count: number, prefix: string): readonly OfferSketch[] {
  const rng = createSeededRng(count);
  return Array.from({ length: count }, (_, place): OfferSketch => {
    const conditions: unknown[] = [];
    if (rng.below(100) < 90)
      conditions.push({ kind: 'productGroup', anyOf: [`${prefix}${rng.below(groups)}`] });
    else conditions.push({ kind: 'tier', anyOf: [`${prefix}${rng.below(50)}`] });
    if (rng.below(2) === 0)
      conditions.push({ kind: 'basketAmount', bound: 'above', amountMinor: rng.below(9_000_000) });
    if (rng.below(3) === 0) conditions.push({ kind: 'earlierVisits', atLeast: rng.below(20) });
    if (rng.below(4) === 0) {
      const month = `2026-${String(1 + rng.below(12)).padStart(2, '0')}`;
      conditions.push({ kind: 'dates', from: `${month}-01`, until: `${month}-28` });
    }
    const effect = { kind: 'discountPercent', basisPoints: 1 + rng.below(3_000), on: 'basket' };
    return { offerId: `${prefix}${place}`, conditions, effect };
  });
}

function basketOf(lineCount: number): ScoreInput {
  const rng = createSeededRng(lineCount);
  const lines = Array.from(
    { length: lineCount },
    () => [1_000 + rng.below(900_000), `g${rng.below(groups)}`, 1] as const,
  );
  return inputOf(linesOf(lines), { tierId: 'g7', earlierVisits: 12, daysToBirthday: null });
}

/** Every offer of the index, once: what the plain scan walks over. */
function everyOffer(compiled: CompiledRuleSet): readonly CompiledOffer[] {
  const shelves = [...compiled.offers.values()].flatMap((byTier) =>
    [...byTier.values()].flatMap((byMonth) => [...byMonth.values()]),
  );
  return [...new Set(shelves.flat())];
}

type Percentiles = { readonly p50: number; readonly p95: number; readonly p99: number };

/** Microseconds. The result of every run is kept alive, so that none is optimised away. */
function measured(run: () => number): Percentiles {
  let kept = 0;
  for (let warmUp = 0; warmUp < 200; warmUp += 1) kept += run();
  const timesUs = Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    kept += run();
    return (performance.now() - startedMs) * 1_000;
  }).toSorted((left, right) => left - right);
  if (kept < 0) throw new Error('no run gives less than nothing');
  const at = (share: number) => timesUs[Math.floor(share * runs)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function row(name: string, times: Percentiles, floor: Percentiles): void {
  const cells = [times.p50, times.p95, times.p99].map((timeUs) => timeUs.toFixed(1).padStart(10));
  console.log(
    `| ${name.padEnd(52)} |${cells.join(' |')} | ${(times.p50 / floor.p50).toFixed(3).padStart(8)} |`,
  );
}

const relevant = manyOffers(10_000, 'g');
const compiled = compileRuleSet(ruleSetOf(relevant), 'bench');
const crowded = compileRuleSet(
  ruleSetOf([...relevant.slice(0, 1_000), ...manyOffers(99_000, 'elsewhere-')]),
  'bench',
);
const alone = compileRuleSet(ruleSetOf(relevant.slice(0, 1_000)), 'bench');
const offers = everyOffer(compiled);
const small = basketOf(10);
const facts = saleFacts(small);

const scan = measured(
  () => offers.filter((offer) => offer.requiredMinor <= facts.grossMinor && offer.holds(facts)).length,
);
const aloneTimes = measured(() => matchOffers(alone.offers, saleFacts(small)).matched.length);

console.log(`Seeds are the sizes; ${runs} runs each; microseconds.\n`);
console.log(`| ${'what'.padEnd(52)} |       p50 |       p95 |       p99 |  p50 / floor |`);
console.log('| --- | ---: | ---: | ---: | ---: |');
row('floor: plain scan of 10,000 offers, 10 lines', scan, scan);
row(
  'P6 match 10,000 offers, 10 lines',
  measured(() => matchOffers(compiled.offers, saleFacts(small)).matched.length),
  scan,
);
row(
  'P7 match and explain 10,000 offers, 10 lines',
  measured(() => scoreBasket(compiled, small).offers.length),
  scan,
);
const large = basketOf(100);
row(
  'P7 match and explain 10,000 offers, 100 lines',
  measured(() => scoreBasket(compiled, large).offers.length),
  scan,
);
row('floor: match 1,000 offers', aloneTimes, aloneTimes);
row(
  'P8 the same and 99,000 that cannot apply',
  measured(() => matchOffers(crowded.offers, saleFacts(small)).matched.length),
  aloneTimes,
);
console.log(
  `\nMatched: ${scoreBasket(compiled, small).offers.length} with 10 lines, ${scoreBasket(compiled, large).offers.length} with 100.`,
);
