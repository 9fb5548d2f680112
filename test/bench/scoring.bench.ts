/**
 * Matching, explaining and choosing under large rule sets, beside a plain scan of closures and two other rule engines
 * with the same offers in the same run. Every engine's matches are compared before anything is timed.
 * `npm run bench -- scoring`; about two minutes.
 */

import { performance } from 'node:perf_hooks';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { basketFileSchema } from '#shared/contracts/score-files-schema.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { createScorer } from '#shared/scoring/create-scorer.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import { matchOffers } from '#shared/scoring/matching/match-offers.ts';
import { memberOf } from '#test/support/scoring.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure, Spread } from './support/figures.ts';
import { closureScan, jsonRulesEngine, zenEngine } from './support/peer-engines.ts';
import { offerSketch, peerGroups, peerOffers } from './support/peer-offers.ts';
import type { PeerFacts, PeerOffer } from './support/peer-offers.ts';

const runs = 1_000;

function compile(offers: readonly PeerOffer[]): CompiledRuleSet {
  const ruleSet = ruleSetFileSchema.parse({
    schemaVersion: 2,
    ruleSetId: 'bench',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 100 },
    offers: offers.map(offerSketch),
  });
  return compileRuleSet(ruleSet, 'bench');
}

const member = memberOf({ tierId: 'g7', earlierVisits: 12 });

function basketOf(lineCount: number): ScoreInput {
  const rng = createSeededRng(lineCount);
  const lines = Array.from({ length: lineCount }, () => ({
    unitPriceMinor: 1_000 + rng.below(900_000),
    groupId: `g${rng.below(peerGroups)}`,
  }));
  return {
    trigger: { kind: 'sale', lines: basketFileSchema.parse({ lines }).lines, paymentMeans: null },
    member,
    moment: { localDate: '2026-11-21', minuteOfDay: 1_110 },
    storeId: 'store',
    limitUses: {},
    wish: noWish,
  };
}

function peerFactsOf(input: ScoreInput): PeerFacts {
  invariant(input.trigger.kind === 'sale', 'the peers are asked about sales');
  const { lines } = input.trigger;
  return {
    total: lines.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * quantity, 0),
    groups: [...new Set(lines.flatMap(({ groupId }) => groupId ?? []))],
    tier: 'g7',
    visits: 12,
  };
}

/** Microseconds. The result of every run is kept alive, so that none is optimised away. */
function measured(run: (turn: number) => number, times = runs): Spread {
  let kept = 0;
  for (let warmUp = 0; warmUp < Math.min(200, times); warmUp += 1) kept += run(warmUp);
  const timesUs = Array.from({ length: times }, (_, turn) => {
    const startedMs = performance.now();
    kept += run(turn);
    return (performance.now() - startedMs) * 1_000;
  });
  invariant(kept >= 0, 'no run gives less than nothing');
  return spreadOf(timesUs);
}

async function measuredLater(run: () => Promise<readonly string[]>, times: number): Promise<Spread> {
  const timesUs: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const startedMs = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is measured
    await run();
    timesUs.push((performance.now() - startedMs) * 1_000);
  }
  return spreadOf(timesUs);
}

function idsOf(compiled: CompiledRuleSet, input: ScoreInput): string {
  const { matched } = matchOffers(compiled, saleFacts(input, compiled));
  return sorted(matched.map(({ offer }) => offer.offerId));
}

function sorted(ids: readonly string[]): string {
  return ids.toSorted().join(' ');
}

const small = basketOf(10);
const large = basketOf(100);
const smallFacts = peerFactsOf(small);

function matchTimes(compiled: CompiledRuleSet, input: ScoreInput): Spread {
  return measured(() => matchOffers(compiled, saleFacts(input, compiled)).matched.length);
}

/** Against both peers at 1,000 offers, where they still answer within milliseconds. */
async function besidePeers(): Promise<readonly Figure[]> {
  const offers = peerOffers(1_000);
  const compiled = compile(offers);
  const ours = idsOf(compiled, small);
  const times = matchTimes(compiled, small);
  const peers = [
    { what: 'json-rules-engine', match: jsonRulesEngine(offers), least: 1_000 },
    { what: 'zen-engine table', match: zenEngine(offers), least: 100 },
  ];
  const figures: Figure[] = [];
  for (const { what, match, least } of peers) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that none slows another
    const [matched, theirs] = [await match(smallFacts), await measuredLater(() => match(smallFacts), 60)];
    invariant(sorted(matched) === ours, `${what} matches what ours matches`);
    const ratio = theirs.p50 / times.p50;
    figures.push({
      goal: 'P6',
      what: `match 1,000 offers, 10 lines, beside ${what}`,
      unit: 'µs',
      measured: times,
      beside: { what, p50: theirs.p50 },
      gate: { text: `>= ${least} times faster (${Math.round(ratio)})`, isMet: ratio >= least },
    });
  }
  return figures;
}

/** From 10 to 100,000 offers of the same kind: candidates grow with the offers here, ten lines meet 1 in 40. */
function curve(): readonly Figure[] {
  return [10, 100, 1_000, 10_000, 100_000].map((count): Figure => {
    const offers = peerOffers(count);
    const startedMs = performance.now();
    const compiled = compile(offers);
    const compiledMs = performance.now() - startedMs;
    const scan = closureScan(offers);
    invariant(sorted(scan(smallFacts)) === idsOf(compiled, small), 'the scan matches what ours matches');
    const scanned = measured(() => scan(smallFacts).length, count > 10_000 ? 50 : runs);
    const matched = idsOf(compiled, small).split(' ').filter(Boolean).length;
    return {
      goal: 'P6',
      what: `match ${count} offers, 10 lines (${matched} match; read and compiled in ${Math.round(compiledMs)} ms)`,
      unit: 'µs',
      measured: matchTimes(compiled, small),
      beside: { what: 'plain scan', p50: scanned.p50 },
    };
  });
}

const offers = peerOffers(10_000);
const compiled = compile(offers);
const scan = closureScan(offers);
const scanTimes = measured(() => scan(smallFacts).length);
const besideScan = { what: 'plain scan', p50: scanTimes.p50 };
const match = matchTimes(compiled, small);
/** A new scorer each time: nothing is remembered from the basket before. */
const explained = measured(() => createScorer(compiled).score(small).offers.length);
const explainedLarge = measured(() => createScorer(compiled).score(large).offers.length, 300);

/** The basket grows line by line to 40 and begins anew, as at the till: one scorer, one member. */
const growing = Array.from({ length: 40 }, (_, place) => {
  const whole = basketOf(40);
  invariant(whole.trigger.kind === 'sale', 'a basket is a sale');
  return { ...whole, trigger: { ...whole.trigger, lines: whole.trigger.lines.slice(0, place + 1) } };
});
const scorer = createScorer(compiled);
const scannedLine = measured((turn) => {
  const basket = growing[turn % growing.length];
  return basket === undefined ? 0 : scorer.score(basket).offers.length;
});

const relevant = peerOffers(1_000);
const aloneTimes = matchTimes(compile(relevant), small);
const crowdedTimes = matchTimes(compile([...relevant, ...peerOffers(99_000, 'elsewhere')]), small);
const crowding = crowdedTimes.p50 / aloneTimes.p50;

const figures: readonly Figure[] = [
  {
    goal: 'P6',
    what: 'match 10,000 offers, 10 lines',
    unit: 'µs',
    measured: match,
    beside: besideScan,
    gate: {
      text: 'p99 <= 1,000, <= 0.1 times the scan',
      isMet: match.p99 <= 1_000 && match.p50 <= scanTimes.p50 * 0.1,
    },
    aim: atMost('p50 <= 15', match.p50, 15),
  },
  ...(await besidePeers()),
  {
    goal: 'P7',
    what: 'match, choose and explain 10,000 offers, 10 lines',
    unit: 'µs',
    measured: explained,
    beside: besideScan,
    gate: { text: 'p50 <= 250, p99 <= 2,000', isMet: explained.p50 <= 250 && explained.p99 <= 2_000 },
    aim: atMost('p50 <= 50', explained.p50, 50),
  },
  {
    goal: 'P7',
    what: 'match, choose and explain 10,000 offers, 100 lines',
    unit: 'µs',
    measured: explainedLarge,
    beside: besideScan,
    gate: atMost('p50 <= 1,000', explainedLarge.p50, 1_000),
  },
  {
    goal: 'P8',
    what: 'match 1,000 offers among 99,000 that cannot apply',
    unit: 'µs',
    measured: crowdedTimes,
    beside: { what: 'the 1,000 alone', p50: aloneTimes.p50 },
    gate: atMost('<= 2 times', crowding, 2),
    aim: atMost('<= 1.3 times', crowding, 1.3),
  },
  {
    goal: 'P10',
    what: 'score again after each scanned line, 1 to 40 lines, 10,000 offers',
    unit: 'µs',
    measured: scannedLine,
    gate: {
      text: 'p50 <= 1,000, p99 <= 16,000',
      isMet: scannedLine.p50 <= 1_000 && scannedLine.p99 <= 16_000,
    },
    aim: atMost('p99 <= 2,000', scannedLine.p99, 2_000),
  },
  {
    goal: 'P6',
    what: 'offers matched with 100 lines',
    unit: 'count',
    measured: single(createScorer(compiled).score(large).offers.length),
  },
  ...curve(),
];
printFigures('Scoring', figures, [
  `Seeds are the sizes. Matched: ${createScorer(compiled).score(small).offers.length} offers with 10 lines.`,
]);
