/** A member's standing in a line each: what is on its way, what ends, how far the next tier is. */

import type { TFunction } from 'i18next';
import type { StandingGlance, TierStandingView } from '#shared/contracts/till/standing-views.ts';
import type { TillView } from '#shared/contracts/till-views.ts';
import type { Format } from '#renderer/ui/format/format-context.tsx';

export type GlanceWords = {
  readonly amount: (due: Pick<StandingGlance['held'][number], 'unit' | 'amount'>) => string;
  readonly held: (due: StandingGlance['held'][number]) => string;
  readonly ending: (due: StandingGlance['ending'][number]) => string;
  /** Null where there is nothing to say. */
  readonly progress: (tier: TierStandingView) => string | null;
  readonly kept: (tier: TierStandingView) => string | null;
};

export type GlanceWordsFor = {
  readonly t: TFunction;
  readonly format: Format;
  readonly tiers: TillView['tiers'];
  readonly today: string;
};

const dayMs = 86_400_000;

export function createGlanceWords({ t, format, tiers, today }: GlanceWordsFor): GlanceWords {
  const tierName = (tierId: string): string => {
    const tier = tiers.find((candidate) => candidate.tierId === tierId);
    return tier === undefined ? tierId : format.local(tier.name);
  };
  const amountOf: GlanceWords['amount'] = ({ unit, amount }) =>
    unit === 'money'
      ? format.money.text(amount)
      : t('standing.heldPoints', { points: format.number.count(amount) });
  return {
    amount: amountOf,
    held: (due) => t('standing.heldLine', { amount: amountOf(due), date: format.day.day(due.on, today) }),
    ending: (due) => {
      const count = daysFrom(today, due.on);
      const amount = amountOf(due);
      return count <= 0 ? t('standing.endsToday', { amount }) : t('standing.endsIn', { amount, count });
    },
    progress: (tier) => {
      const { next, isWhole } = tier;
      if (next === null) return null;
      const progress = progressText(
        tier.measure,
        { count: next.missing, tier: tierName(next.tierId) },
        { t, format },
      );
      return isWhole ? progress : t('standing.progressAtMost', { progress });
    },
    kept: ({ tierId, keptUntil }) =>
      keptUntil === null
        ? null
        : t('standing.keptUntil', { tier: tierName(tierId), date: format.day.day(keptUntil, today) }),
  };
}

type Missing = { readonly count: number; readonly tier: string };

function progressText(
  measure: TierStandingView['measure'],
  { count, tier }: Missing,
  { t, format }: Pick<GlanceWordsFor, 't' | 'format'>,
): string {
  switch (measure) {
    case 'visits':
      return t('standing.progressVisits', { count, tier });
    case 'spent':
      return t('standing.progressSpent', { amount: format.money.text(count), tier });
    case 'pointsEarned':
      return t('standing.progressPoints', { count, tier });
  }
}

/** Whole days between two ISO dates. */
function daysFrom(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / dayMs);
}
