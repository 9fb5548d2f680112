/** What a condition says about the sale, as ranges and sets: two that leave nothing in common can never both hold. */

import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf } from '#shared/domain/day-number.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { minutesOf } from '#shared/scoring/matching/time-of-day.ts';
import type { LeafCondition, ScheduleCondition } from '#shared/scoring/language/condition.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { periodKey, weekdayNames } from '#shared/scoring/language/period.ts';
import type { TimeOfDay } from '#shared/scoring/language/period.ts';
import { canonicalText } from './canonical-text.ts';
import type { ChainNames } from './check-names.ts';

export type Range = { readonly low: number; readonly high: number };

/** `about` names a quantity of the sale. `isWhole`: the leaf says this and nothing else, so its opposite is known too. */
export type Fact = { readonly about: string; readonly isWhole: boolean } & (
  | { readonly kind: 'range'; readonly range: Range }
  /** One of these values; `universe` are all there are, where that is known. */
  | { readonly kind: 'values'; readonly values: ReadonlySet<string>; readonly universe?: ReadonlySet<string> }
);

/** `read` keeps the facts of each leaf by its text: many offers share their conditions. */
export type FactSource = {
  readonly ruleSet: RuleSet;
  readonly chain: ChainNames;
  readonly read: Map<string, readonly Fact[]>;
};

export const minutesOfDay = 1_440;
const weekdays = new Set<string>(weekdayNames);
/** While nobody knows how the customer pays, each means may still come. */
const paymentStates = new Set<string>([...paymentMeansKinds, 'unknown']);
const membership = new Set(['yes', 'no']);
const noEnd = Number.MAX_SAFE_INTEGER;

/** `text` is the leaf's canonical text. */
export function factsOf(leaf: LeafCondition, text: string, source: FactSource): readonly Fact[] {
  const known = source.read.get(text);
  if (known !== undefined) return known;
  const facts = readFacts(leaf, source);
  source.read.set(text, facts);
  return facts;
}

function readFacts(leaf: LeafCondition, source: FactSource): readonly Fact[] {
  switch (leaf.kind) {
    case 'store':
      return [values('store', leaf.anyOf, source.chain.storeIds)];
    case 'storeGroup':
      return storesOfGroups(leaf.anyOf, source);
    case 'paymentMeans':
      return [values('paymentMeans', leaf.anyOf, paymentStates)];
    case 'dates':
    case 'weekdays':
    case 'hours':
    case 'recurring':
      return [scheduleFact(leaf)];
    case 'amount':
    case 'quantity':
    case 'contains':
      return basketFacts(leaf);
    case 'member':
      return [{ ...isMember, isWhole: true }];
    case 'tier':
      return [values('tier', leaf.anyOf, source.chain.tierIds), isMember];
    case 'arm':
      return [...bucketsOfArms(leaf, source), isMember];
    case 'rollout':
      return [range(`bucket/${leaf.experimentId}`, 0, leaf.basisPoints - 1), isMember];
    case 'referrer':
      return [range('referrals', leaf.atLeast), isMember];
    case 'earlierVisits':
    case 'firstPurchase':
    case 'daysSinceLastVisit':
    case 'purchases':
      return [...historyFacts(leaf), isMember];
    case 'segment':
    case 'memberTag':
    case 'consent':
    case 'referred':
    case 'effectiveDate':
      return [isMember];
    default:
      return unreachable(leaf);
  }
}

const isMember: Fact = {
  about: 'member',
  isWhole: false,
  kind: 'values',
  values: new Set(['yes']),
  universe: membership,
};

function range(about: string, low: number, high = noEnd): Fact {
  return { about, isWhole: true, kind: 'range', range: { low, high } };
}

function values(about: string, allowed: Iterable<string>, universe?: ReadonlySet<string>): Fact {
  const fact = { about, isWhole: true, kind: 'values', values: new Set(allowed) } as const;
  return universe === undefined ? fact : { ...fact, universe };
}

/** Says nothing where a group is unknown: that is told by itself. */
function storesOfGroups(groupIds: readonly string[], { ruleSet, chain }: FactSource): readonly Fact[] {
  const groups = groupIds.map((id) =>
    (ruleSet.storeGroups ?? []).find(({ storeGroupId }) => storeGroupId === id),
  );
  if (groups.includes(undefined)) return [];
  return [
    values(
      'store',
      groups.flatMap((group) => group?.storeIds ?? []),
      chain.storeIds,
    ),
  ];
}

type Arm = Extract<LeafCondition, { readonly kind: 'arm' }>;

/** From the first of the arms to the last; whole when there is one. */
function bucketsOfArms({ experimentId, anyOf }: Arm, { ruleSet }: FactSource): readonly Fact[] {
  const experiment = (ruleSet.experiments ?? []).find((one) => one.experimentId === experimentId);
  let begin = 0;
  const ranges = (experiment?.arms ?? []).flatMap(({ armId, basisPoints }) => {
    const low = begin;
    begin += basisPoints;
    return anyOf.includes(armId) ? [{ low, high: begin - 1 }] : [];
  });
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ ...range(`bucket/${experimentId}`, first.low, last.high), isWhole: ranges.length === 1 }];
}

type Basket = Extract<LeafCondition, { readonly kind: 'amount' | 'quantity' | 'contains' }>;

/** What holds of some lines holds of the whole basket. */
function basketFacts(leaf: Basket): readonly Fact[] {
  if (leaf.kind === 'contains') return [range(`quantity ${canonicalText(leaf.of)}`, 1)];
  const isAmount = leaf.kind === 'amount';
  const least = isAmount ? leaf.amountMinor + (leaf.bound === 'above' ? 1 : 0) : leaf.atLeast;
  const most = isAmount ? basketGrossMinorMax : noEnd;
  const whole = range(leaf.kind, least, most);
  if (leaf.of === undefined) return [whole];
  return [range(`${leaf.kind} ${canonicalText(leaf.of)}`, least, most), { ...whole, isWhole: false }];
}

type History = Extract<
  LeafCondition,
  { readonly kind: 'earlierVisits' | 'firstPurchase' | 'daysSinceLastVisit' | 'purchases' }
>;

function historyFacts(leaf: History): readonly Fact[] {
  if (leaf.kind === 'firstPurchase') return [range('visits', 0, 0)];
  if (leaf.kind === 'earlierVisits') return [range('visits', leaf.atLeast, leaf.atMost)];
  const bought: Fact = { ...range('visits', 1), isWhole: false };
  if (leaf.kind === 'daysSinceLastVisit')
    return [range('daysSinceLastVisit', leaf.atLeast, leaf.atMost), bought];
  const { measure, period, atLeast, atMost } = leaf;
  const own = range(`${measure} ${periodKey(period)}`, atLeast, atMost);
  if (atLeast === 0) return [own];
  return measure === 'visits' ? [own, { ...range('visits', atLeast), isWhole: false }] : [own, bought];
}

function scheduleFact(leaf: ScheduleCondition): Fact {
  switch (leaf.kind) {
    case 'dates': {
      const { low, high } = momentRange(leaf);
      return range('moment', low, high);
    }
    case 'weekdays':
      return values('weekday', leaf.anyOf, weekdays);
    case 'hours':
      return values(
        'minute',
        numbersAround(minutesOf(leaf.from), minutesOf(leaf.until) - 1, minutesOfDay),
        everyMinute,
      );
    case 'recurring': {
      const [from, until] = [dayNumber(leaf.from), dayNumber(leaf.until)];
      return values(`day ${leaf.calendar}`, numbersAround(from, until, daysOfYear), everyDay);
    }
    default:
      return unreachable(leaf);
  }
}

export type Dates = Extract<ScheduleCondition, { readonly kind: 'dates' }>;

/** Minutes since the day numbers began, the first and the last. */
export function momentRange({ from, until, fromTime, untilTime }: Dates): Range {
  const minuteNumber = (date: IsoDate, time: TimeOfDay): number =>
    dayNumberOf(date) * minutesOfDay + minutesOf(time);
  return {
    low: minuteNumber(from, fromTime ?? '00:00'),
    high: minuteNumber(until, untilTime ?? '24:00') - 1,
  };
}

/** Twelve months of 31 days: more than any year has, and in its order. */
const daysOfYear = 12 * 31;

function dayNumber({ month, day }: { readonly month: number; readonly day: number }): number {
  return (month - 1) * 31 + day - 1;
}

/** From the first to the last, both included, and over the end when the last is before the first. */
function numbersAround(first: number, last: number, size: number): readonly string[] {
  const count = last >= first ? last - first + 1 : size - first + last + 1;
  return Array.from({ length: count }, (_, index) => String((first + index) % size));
}

const everyMinute = new Set(numbersAround(0, minutesOfDay - 1, minutesOfDay));
const everyDay = new Set(numbersAround(0, daysOfYear - 1, daysOfYear));
