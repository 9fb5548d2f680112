/** The ledger was repaired, or its second copy is behind: said on the screen until somebody has seen it. */

import { ShieldAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';
import { isPressing } from '#renderer/cashier/safety/pressing.ts';

export function ConcernBanner() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const concerns = useTill((till) => till.concerns);
  const isLedgerTold = useTill((till) => till.ledger.kind === 'readOnly');
  const [seen, setSeen] = useState<string | null>(null);
  // What a ledger that cannot book has to say stands in a banner of its own.
  const [first] = concerns.filter(
    (concern) => !isLedgerTold || (concern !== 'ledgerStopped' && concern !== 'diskFull'),
  );
  if (first === undefined || first === seen) return null;
  return (
    <div
      role="status"
      data-testid="concern-banner"
      data-concern={first}
      className={cx(
        'flex shrink-0 items-center gap-3 border-b border-hairline ps-5 pe-2',
        isPressing(first) ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn',
      )}
    >
      <ShieldAlert aria-hidden="true" size={20} className="shrink-0" />
      <p className="min-w-0 flex-1 py-1 leading-snug">
        <strong className="me-2 font-semibold">{t(`safety.concerns.${first}.sentence`)}</strong>
        {t(`safety.concerns.${first}.nextStep`)}
      </p>
      <Button
        look="quiet"
        onPress={() => overlay.setState({ overlay: { kind: 'safety' } })}
        testId="concern-banner-open"
      >
        {t('safety.title')}
      </Button>
      <Button
        look="quiet"
        size="icon"
        label={t('common.close')}
        onPress={() => setSeen(first)}
        testId="concern-banner-close"
      >
        <X aria-hidden="true" size={20} />
      </Button>
    </div>
  );
}
