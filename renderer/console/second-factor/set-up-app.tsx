/** What the app reads, the code that shows that it did, and the recovery codes. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactorOffer } from '#shared/contracts/hq/admin-factor.ts';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { CopyButton } from '#renderer/console/parts/copy-button.tsx';
import { CodeForm } from './code-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export type SetUpAppProps = { readonly offer: FactorOffer; readonly onDone: () => void };

export function SetUpApp({ offer, onDone }: SetUpAppProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[] | null>(null);
  if (recoveryCodes !== null) return <RecoveryCodes codes={recoveryCodes} onDone={onDone} />;
  return (
    <CodeForm
      button={t('console.factor.take')}
      ask={(code) => api.takeFactor({ code })}
      onDone={(taken) => setRecoveryCodes(taken.recoveryCodes)}
      hasRecovery={false}
    >
      <p>{t('console.factor.scan')}</p>
      <QrCode
        text={offer.address}
        label={t('console.factor.picture')}
        className="mx-auto size-48 rounded-2xl"
      />
      <div>
        <p className="text-sm text-ink-soft">{t('console.factor.orType')}</p>
        <div className="mt-1 flex items-center gap-2 rounded-2xl bg-sunken p-2 ps-4">
          <code dir="ltr" data-testid="secret" className="selectable flex-1 font-mono text-sm">
            {offer.secretText.replaceAll(/.{4}(?=.)/g, '$& ')}
          </code>
          <CopyButton text={offer.secretText} />
        </div>
      </div>
    </CodeForm>
  );
}
