/** Demo only: cards to press instead of a reader. */

import { ChevronDown, ChevronUp, Nfc } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoCardView } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { metalSurface } from '#renderer/ui/tier-badge.tsx';
import { useActions, useTill } from '#renderer/cashier/cashier-context.tsx';

export function DemoTray() {
  const { t } = useTranslation();
  const cards = useTill((till) => till.demo?.cards ?? null);
  const [isOpen, setIsOpen] = useState(true);
  if (cards === null) return null;
  const Chevron = isOpen ? ChevronDown : ChevronUp;
  return (
    <section aria-label={t('demoTray.heading')} data-testid="demo-tray" className="flex items-center gap-2">
      <Button
        look="quiet"
        size="icon"
        label={t(isOpen ? 'demoTray.hide' : 'demoTray.show')}
        onPress={() => setIsOpen(!isOpen)}
        testId="demo-toggle"
      >
        <Chevron aria-hidden="true" size={20} />
      </Button>
      {isOpen ? (
        <ul className="-my-1.5 flex min-w-0 flex-1 gap-2 overflow-x-auto p-1.5">
          {cards.map((card) => (
            <li key={card.cardUid} className="min-w-20 flex-1 basis-0">
              <DemoCard card={card} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink-faint">{t('demoTray.heading')}</p>
      )}
    </section>
  );
}

function DemoCard({ card }: { readonly card: DemoCardView }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { tapDemoCard } = useActions();
  const label = local(card.label);
  return (
    <Button
      label={t('demoTray.tap', { label })}
      onPress={() => void tapDemoCard(card.cardUid)}
      className={cx(
        'relative h-16 w-full flex-col items-start! justify-end! gap-0! overflow-hidden rounded-xl! border! border-current/15! px-2.5! py-1.5! shadow-low transition-transform data-hovered:-translate-y-0.5 data-pressed:translate-y-0',
        metalSurface[card.tone],
      )}
      testId={`demo-card-${card.cardUid}`}
    >
      <Nfc aria-hidden="true" size={15} className="absolute end-2 top-1.5 opacity-80" />
      <span className="line-clamp-3 w-full text-start text-xs leading-tight font-semibold whitespace-normal text-ink">
        {label}
      </span>
    </Button>
  );
}
