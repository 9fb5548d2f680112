/** Newer offers came and could not be taken: the older ones stay in force. Quiet, because selling goes on. */

import { FileWarning, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

export function RulesBanner() {
  const { t } = useTranslation();
  const { ruleSetId, offerCount, refused } = useTill((till) => till.rules);
  const [seen, setSeen] = useState<string | null>(null);
  if (refused === null) return null;
  const fault = `${refused.path}: ${refused.reason}`;
  if (fault === seen) return null;
  return (
    <div
      role="status"
      data-testid="rules-banner"
      className="flex shrink-0 items-center gap-3 border-b border-hairline bg-warn-soft ps-5 pe-2 text-warn"
    >
      <FileWarning aria-hidden="true" size={20} className="shrink-0" />
      <div className="min-w-0 flex-1 py-1 leading-snug">
        <p>
          <strong className="me-2 font-semibold">{t('banners.rulesRefused')}</strong>
          {t('banners.rulesStay', { name: ruleSetId, count: offerCount })}
        </p>
        <p dir="ltr" className="selectable truncate text-start text-xs rtl:text-end" title={fault}>
          <code>{fault}</code>
        </p>
      </div>
      <Button
        look="quiet"
        size="icon"
        label={t('common.close')}
        onPress={() => setSeen(fault)}
        testId="rules-banner-close"
      >
        <X aria-hidden="true" size={20} className="text-warn" />
      </Button>
    </div>
  );
}
