/** What is coming, what is going, and how far the next tier is: the words for the customer. */

import { Award, Coins, Hourglass, TimerReset } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StandingGlance } from '#shared/contracts/till/standing-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useGlanceWords } from '#renderer/cashier/standing/use-glance-words.ts';

type Line = {
  readonly key: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly isWarning?: boolean;
};

/** On a small screen the two most pressing ones. */
const shownOnSmall = 2;

export function StandingLines({ glance }: { readonly glance: StandingGlance }) {
  const lines = useLines(glance);
  if (lines.length === 0) return null;
  return (
    <ul className="px-2 text-[0.8125rem] leading-6" data-testid="standing-lines">
      {lines.map(({ key, icon: Icon, text, isWarning }, place) => (
        <li
          key={key}
          className={cx(
            'flex items-center gap-2',
            isWarning === true ? 'font-semibold text-warn' : 'text-ink-soft',
            place >= shownOnSmall && 'not-wide:hidden',
          )}
        >
          <Icon aria-hidden="true" size={15} className="shrink-0" />
          <span className="truncate">{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** What ends first, because that cannot wait. */
function useLines({ held, ending, worthMinor, tier }: StandingGlance): readonly Line[] {
  const { t } = useTranslation();
  const { money } = useFormat();
  const words = useGlanceWords();
  const [ends] = ending;
  const [comes] = held;
  const progress = tier === null ? null : (words.kept(tier) ?? words.progress(tier));
  return [
    ...(ends === undefined
      ? []
      : [{ key: 'ends', icon: Hourglass, text: words.ending(ends), isWarning: true }]),
    ...(comes === undefined ? [] : [{ key: 'comes', icon: TimerReset, text: words.held(comes) }]),
    ...(progress === null ? [] : [{ key: 'tier', icon: Award, text: progress }]),
    ...(worthMinor === null || worthMinor === 0
      ? []
      : [{ key: 'worth', icon: Coins, text: t('standing.worthLine', { amount: money.text(worthMinor) }) }]),
  ];
}
