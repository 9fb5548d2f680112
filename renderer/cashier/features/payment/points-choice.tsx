/** How many points pay: what is offered, or any other amount; what ends soon is said first. */

import { Hourglass, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PaymentOptionsView } from '#shared/contracts/till/payment-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { Section } from './section.tsx';

type Points = NonNullable<PaymentOptionsView['points']>;

export type PointsChoiceProps = {
  readonly points: Points;
  readonly chosen: number;
  /** They cannot pay now, whatever the limits say; what was chosen before can still be taken out. */
  readonly isOff: boolean;
  readonly isActive: boolean;
  readonly onChoose: (points: number) => void;
  readonly onEnter: () => void;
};

export function PointsChoice({ points, chosen, isOff, isActive, onChoose, onEnter }: PointsChoiceProps) {
  const { t } = useTranslation();
  const { number, money, local } = useFormat();
  const worth = money.text(points.pointWorthMinor);
  const hint =
    points.index === null
      ? t('payment.pointsHave', { points: number.count(points.spendable), worth })
      : t('payment.pointsIndexed', {
          points: number.count(points.spendable),
          worth,
          index: local(points.index.name),
        });
  const isOffered = points.chips.some((chip) => chip.points === chosen);
  if (isOff && chosen === 0) {
    return <Section icon={Star} name={t('payment.points')} hint={hint} testId="payment-points" />;
  }
  return (
    <Section icon={Star} name={t('payment.points')} hint={hint} isActive={isActive} testId="payment-points">
      <Ending ending={points.expiring} />
      {isOff ? (
        <OnlyNone onChoose={onChoose} />
      ) : points.pointsMax === 0 ? (
        <WhyNone points={points} />
      ) : (
        <>
          <div className="flex flex-wrap gap-1.5">
            {points.chips.map((chip) => (
              <ChoiceChip
                key={chip.points}
                name={
                  chip.points === 0
                    ? t('payment.none')
                    : `${t(`payment.${chip.kind}`)} · ${number.count(chip.points)}`
                }
                detail={
                  chip.points === 0 ? undefined : t('payment.leaves', { amount: money.text(chip.leftMinor) })
                }
                isChosen={chip.points === chosen}
                onChoose={() => onChoose(chip.points)}
                testId={`points-chip-${chip.kind}`}
              />
            ))}
            <ChoiceChip
              name={
                isOffered ? t('payment.entry') : t('payment.chipPoints', { points: number.count(chosen) })
              }
              isChosen={!isOffered}
              onChoose={onEnter}
              testId="points-entry"
            />
          </div>
          <Limits points={points} />
        </>
      )}
    </Section>
  );
}

function OnlyNone({ onChoose }: Pick<PointsChoiceProps, 'onChoose'>) {
  const { t } = useTranslation();
  return (
    <ChoiceChip
      name={t('payment.none')}
      isChosen={false}
      onChoose={() => onChoose(0)}
      testId="points-chip-none"
    />
  );
}

function Ending({ ending }: { readonly ending: Points['expiring'] }) {
  const { t } = useTranslation();
  const { number, day } = useFormat();
  const today = useTill((till) => till.businessDay);
  const [first] = ending;
  if (first === undefined) return null;
  return (
    <p
      className="mb-2 flex items-center gap-2 rounded-xl bg-saffron-soft px-3 py-1.5 text-sm font-medium text-saffron"
      data-testid="points-ending"
    >
      <Hourglass aria-hidden="true" size={16} className="shrink-0" />
      {t('payment.endsSoon', { points: number.count(first.points), date: day.day(first.endsOn, today) })}
    </p>
  );
}

function Limits({ points }: { readonly points: Points }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const parts = [
    ...(points.pointsMin > 1 ? [t('payment.min', { points: number.count(points.pointsMin) })] : []),
    ...(points.pointsStep > 1 ? [t('payment.step', { points: number.count(points.pointsStep) })] : []),
    t(`payment.limit.${points.limitedBy}`, { points: number.count(points.pointsMax) }),
  ];
  return (
    <p className="mt-1.5 text-xs text-ink-soft" data-testid="points-limits">
      {parts.join(' · ')}
    </p>
  );
}

/** Fewer than the smallest amount that pays, or no worth at all. */
function WhyNone({ points: { limitedBy, pointsMin } }: { readonly points: Points }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const why =
    limitedBy === 'worthless' || limitedBy === 'offline'
      ? t(`payment.why.${limitedBy}`)
      : t('payment.min', { points: number.count(pointsMin) });
  return (
    <p className="text-sm text-ink-soft" data-testid="points-unusable">
      {t('payment.noPoints', { why })}
    </p>
  );
}
