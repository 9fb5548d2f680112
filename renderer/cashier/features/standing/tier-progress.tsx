/** How far the next tier is, as a bar and in words. */

import { Award } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TierStandingView } from '#shared/contracts/till/standing-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TierBadge } from '#renderer/ui/tier-badge.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { useGlanceWords } from '#renderer/cashier/standing/use-glance-words.ts';

export function TierProgress({ tier }: { readonly tier: TierStandingView }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const words = useGlanceWords();
  const own = useTill((till) => till.tiers.find(({ tierId }) => tierId === tier.tierId));
  const { next } = tier;
  const share = next === null ? 1 : Math.min(1, tier.measured / Math.max(1, next.atLeast));
  return (
    <section className="rounded-2xl bg-canvas p-4" data-testid="tier-progress">
      <div className="flex items-center gap-3">
        {own === undefined ? (
          <Award aria-hidden="true" size={20} />
        ) : (
          <TierBadge name={local(own.name)} tone={own.tone} />
        )}
        <p className="flex-1 font-semibold">{words.progress(tier) ?? t('standing.topTier')}</p>
      </div>
      <div aria-hidden="true" className="mt-3 h-2.5 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-brand" style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      {tier.keptUntil === null ? null : (
        <p className="mt-2 text-sm font-medium text-warn">{words.kept(tier)}</p>
      )}
    </section>
  );
}
