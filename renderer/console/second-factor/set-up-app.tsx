/** What the app reads, and the code that shows that it did. */

import { useTranslation } from 'react-i18next';
import type { FactorOffer } from '#shared/contracts/hq/admin-factor.ts';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { CopyButton } from '#renderer/console/parts/copy-button.tsx';
import { CodeForm } from './code-form.tsx';

export type SetUpAppProps = {
  readonly offer: FactorOffer;
  readonly onTaken: (recoveryCodes: readonly string[]) => void;
};

export function SetUpApp({ offer, onTaken }: SetUpAppProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  return (
    <CodeForm
      button={t('console.factor.take')}
      ask={(code) => api.takeFactor({ code })}
      onDone={({ recoveryCodes }) => onTaken(recoveryCodes)}
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
