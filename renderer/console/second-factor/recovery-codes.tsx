/** Recovery codes: HQ tells them once and keeps only what they hash to. */

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/console/parts/copy-button.tsx';

export type RecoveryCodesProps = { readonly codes: readonly string[]; readonly onDone: () => void };

export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  // Not on a button: whoever presses Enter once more must not lose what is shown only now.
  useEffect(() => list.current?.focus(), []);
  return (
    <div className="flex flex-col gap-4">
      <h3 className="font-bold">{t('console.factor.codes')}</h3>
      <p>{t('console.factor.codesWhy')}</p>
      <div className="flex items-start gap-2 rounded-2xl bg-sunken p-2 ps-4">
        <ul
          ref={list}
          tabIndex={-1}
          aria-label={t('console.factor.codes')}
          dir="ltr"
          className="selectable grid flex-1 grid-cols-2 gap-x-4 py-1"
          data-testid="recovery-codes"
        >
          {codes.map((code) => (
            <li key={code} className="font-mono text-sm leading-7">
              {code}
            </li>
          ))}
        </ul>
        <CopyButton text={codes.join('\n')} />
      </div>
      <Button look="primary" size="large" onPress={onDone} testId="codes-kept">
        {t('console.factor.codesKept')}
      </Button>
    </div>
  );
}
