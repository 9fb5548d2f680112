/** The chain itself: its name, its colour, the end of its receipts, and when its tills lock themselves. */

import { Pencil } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainView } from '#shared/contracts/hq/admin-chain.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { AccentPreview } from './accent-preview.tsx';
import { ChangeChainDialog } from './change-chain-dialog.tsx';
import { lockWords } from '#renderer/console/parts/lock-times.ts';

export function ChainCard({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const loaded = useLoaded(useCallback(() => api.chain(), [api]));
  const [changing, setChanging] = useState<ChainView | null>(null);
  const chain = loaded.value;
  const close = (): void => setChanging(null);
  return (
    <Section
      title={t('console.chain.title')}
      testId="chain"
      actions={
        mayChange && chain !== null ? (
          <Button onPress={() => setChanging(chain)} testId="change-chain">
            <Pencil aria-hidden="true" size={18} />
            {t('console.chain.change')}
          </Button>
        ) : null
      }
    >
      <Waiting loaded={loaded} />
      {chain === null ? null : <ChainFacts chain={chain} />}
      {changing === null ? null : (
        <ChangeChainDialog
          chain={changing}
          onClose={close}
          onDone={() => {
            close();
            loaded.load();
          }}
        />
      )}
    </Section>
  );
}

function ChainFacts({ chain: { name, branding, settings } }: { readonly chain: ChainView }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { unit, count } = lockWords(settings.autoLockMs);
  const shown = branding.receiptLines.length === 0 ? [t('console.chain.noLines')] : branding.receiptLines;
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-4">
      <dl className="flex flex-col gap-3">
        <ChainFact name={t('console.chain.name')} testId="chain-name">
          {name === null ? t('console.chain.noName') : <bdi>{local(name)}</bdi>}
        </ChainFact>
        <ChainFact name={t('console.chain.lock')} testId="chain-lock">
          {t(`console.chain.${unit}`, { count })}
        </ChainFact>
        <ChainFact name={t('console.chain.lines')} testId="chain-lines">
          {shown.map((line, place) => (
            // The lines never change their places, and two of them may say the same.
            <span key={place} className="block break-words">
              <bdi>{line}</bdi>
            </span>
          ))}
        </ChainFact>
      </dl>
      <dl>
        <ChainFact name={t('console.chain.accent')} testId="chain-accent">
          {branding.accent === null ? t('console.chain.noAccent') : <bdi dir="ltr">{branding.accent}</bdi>}
          <div className="mt-2">
            <AccentPreview accent={branding.accent} label={t('console.chain.preview')} />
          </div>
        </ChainFact>
      </dl>
      <p className="col-span-2 text-sm text-ink-soft">{t('console.chain.why')}</p>
    </div>
  );
}

type ChainFactProps = {
  readonly name: string;
  readonly testId: string;
  readonly children: ReactNode;
};

function ChainFact({ name, testId, children }: ChainFactProps) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="font-medium" data-testid={testId}>
        {children}
      </dd>
    </div>
  );
}
