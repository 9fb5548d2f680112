/** Tier and stamp cards. */

import { Award, Stamp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemberFileView, StampCardView } from '#shared/contracts/till/standing-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Empty } from './empty.tsx';
import { TierProgress } from './tier-progress.tsx';

export function TierTab({ file }: { readonly file: MemberFileView }) {
  const { t } = useTranslation();
  const { number, money, date } = useFormat();
  const { tier } = file.glance;
  const counted = (): string => {
    if (tier?.measure === 'visits') return t('standing.visitsCounted', { count: tier.measured });
    if (tier?.measure === 'spent') return money.text(tier.measured);
    return t('standing.heldPoints', { points: number.count(tier?.measured ?? 0) });
  };
  return (
    <div className="flex flex-col gap-4">
      {tier === null ? (
        <p className="flex items-center gap-2 rounded-2xl bg-canvas p-4 text-ink-soft">
          <Award aria-hidden="true" size={20} />
          {t('standing.noTiers')}
        </p>
      ) : (
        <div>
          <TierProgress tier={tier} />
          <p className="mt-2 px-1 text-sm text-ink-soft">
            {t('standing.measured', { amount: counted() })}
            {tier.isWhole || file.balancesAsOfMs === null
              ? null
              : ` · ${t('standing.notWhole', { date: date.date(file.balancesAsOfMs) })}`}
          </p>
        </div>
      )}
      <section>
        <h3 className="mb-2 font-bold">{t('standing.stamps')}</h3>
        {file.stampCards.length === 0 ? (
          <Empty icon={Stamp} title={t('standing.noStamps')} hint={t('standing.noStampsHint')} />
        ) : (
          <ul className="grid grid-cols-2 gap-3" data-testid="stamp-cards">
            {file.stampCards.map((card) => (
              <StampCard key={card.stampCardId} card={card} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

/** Dots for as many as fit beside each other; more are said in numbers alone. */
const dotsMax = 12;

function StampCard({ card }: { readonly card: StampCardView }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const { stamps, needed, rewards } = card;
  return (
    <li className="rounded-2xl bg-canvas p-4" data-testid="stamp-card">
      <p className="flex items-baseline justify-between gap-3">
        <bdi className="truncate font-semibold">{local(card.name)}</bdi>
        <span className="figure text-sm text-ink-soft">
          {t('standing.stampsOf', { stamps: number.count(stamps), needed: number.count(needed) })}
        </span>
      </p>
      {needed > dotsMax ? null : (
        <p aria-hidden="true" className="my-2.5 flex flex-wrap gap-1.5">
          {Array.from({ length: needed }, (_, place) => place).map((place) => (
            <span
              key={place}
              className={cx(
                'size-5 rounded-full border-2',
                place < stamps ? 'border-brand bg-brand' : 'border-edge',
              )}
            />
          ))}
        </p>
      )}
      <p className="text-sm">
        {t('standing.stampsMissing', { count: needed - stamps, reward: local(card.rewardName) })}
      </p>
      {rewards === 0 ? null : (
        <p className="text-sm text-ink-soft">{t('standing.stampRewards', { count: rewards })}</p>
      )}
    </li>
  );
}
