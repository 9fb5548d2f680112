/** The colour of the chain: typed or picked, and at once to be seen as a till shows it. */

import { useTranslation } from 'react-i18next';
import { isAccent } from '#shared/domain/accent.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { AccentPreview } from './accent-preview.tsx';
import { accentFault } from './typed-chain.ts';

export type AccentFieldProps = { readonly typed: string; readonly onTyped: (typed: string) => void };

/** What a browser's own picker begins with; it knows no empty colour. */
const pickedFirst = '#0b6660';

export function AccentField({ typed, onTyped }: AccentFieldProps) {
  const { t } = useTranslation();
  const fault = accentFault(typed);
  const accent = typed.trim().toLowerCase();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-3">
        <TextField
          label={t('console.chain.accent')}
          aside={t('console.chain.accentAside')}
          value={typed}
          onText={onTyped}
          dir="ltr"
          maxLength={7}
          placeholder="#b4472b"
          fault={fault === undefined ? undefined : t(`console.chain.${fault}`)}
          className="flex-1"
          testId="chain-accent-typed"
        />
        <input
          type="color"
          aria-label={t('console.chain.accentPick')}
          value={isAccent(accent) ? accent : pickedFirst}
          onChange={(event) => onTyped(event.target.value)}
          data-testid="chain-accent-picked"
          className="mt-6 h-12 w-16 cursor-pointer rounded-xl border border-edge bg-surface p-1.5"
        />
      </div>
      <p className="text-sm text-ink-soft" aria-hidden="true">
        {t('console.chain.preview')}
      </p>
      <AccentPreview accent={accent} label={t('console.chain.preview')} />
    </div>
  );
}
