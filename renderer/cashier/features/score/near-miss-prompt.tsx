/** "42,000 Toman more …": the nearest offer that only lacks basket amount, for the cashier to mention. */

import { TrendingUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';

export type NearMissPromptProps = {
  readonly nearMiss: BasketView['score']['nearMisses'][number] | undefined;
};

export function NearMissPrompt({ nearMiss }: NearMissPromptProps) {
  const { t } = useTranslation();
  const { money, local } = useFormat();
  if (nearMiss === undefined) return null;
  // Said aloud to a customer: up to the next whole unit, never a Rial less than it takes.
  const missingMinor = Math.ceil(nearMiss.missingMinor / money.typedMinor) * money.typedMinor;
  return (
    <p
      data-testid="near-miss"
      className="mx-3 mb-2 flex min-h-9 items-center gap-2 rounded-xl border border-saffron-edge bg-saffron-soft px-3 py-1 text-[0.8125rem] leading-snug text-saffron"
    >
      <TrendingUp aria-hidden="true" size={17} className="shrink-0 rtl:-scale-x-100" />
      <span className="line-clamp-2 font-semibold text-balance">
        {t('score.nearMiss', { amount: money.text(missingMinor), offer: local(nearMiss.name) })}
      </span>
    </p>
  );
}
