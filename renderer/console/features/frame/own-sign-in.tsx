/** How somebody signs in themselves: the app besides the password, its recovery codes, and another app. */

import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactorOffer, FactorView } from '#shared/contracts/hq/admin-factor.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { CodeForm } from '#renderer/console/second-factor/code-form.tsx';
import { RecoveryCodes } from '#renderer/console/second-factor/recovery-codes.tsx';
import { SetUpApp } from '#renderer/console/second-factor/set-up-app.tsx';
import { tell } from '#renderer/console/stores/console-store.ts';
import { useDeed } from '#renderer/console/use-deed.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';

/** What is being done; a code of the app that is there comes first. */
type Matter =
  | { readonly kind: 'replace' | 'newCodes' | 'remove' }
  | { readonly kind: 'setUp'; readonly offer: FactorOffer }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

export function OwnSignIn({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const loaded = useLoaded(
    useCallback(() => api.factor(), [api]),
    'once',
  );
  const [matter, setMatter] = useState<Matter | null>(null);
  const done = (): void => {
    setMatter(null);
    loaded.load();
  };
  const own = loaded.value;
  return (
    <Dialog
      title={t('console.factor.title')}
      closeLabel={t('common.close')}
      // From codes that are shown once the way leads back to where new ones are made.
      onClose={matter?.kind === 'codes' ? done : onClose}
      icon={<ShieldCheck aria-hidden="true" size={24} className="text-brand" />}
      className="w-[30rem]"
      testId="own-sign-in-dialog"
    >
      <Waiting loaded={loaded} />
      {matter === null ? null : <MatterView matter={matter} onMatter={setMatter} onDone={done} />}
      {matter === null && own !== null ? <Own own={own} onMatter={setMatter} /> : null}
    </Dialog>
  );
}

type OwnProps = { readonly own: FactorView; readonly onMatter: (matter: Matter) => void };

const fewCodes = 3;

function Own({ own: { factor, isRequired }, onMatter }: OwnProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { date } = useFormat();
  const { isBusy, failure, run } = useDeed();
  if (factor === null) {
    return (
      <div className="flex flex-col gap-4">
        <p className="flex items-center gap-2 font-semibold">
          <ShieldOff aria-hidden="true" size={20} className="shrink-0 text-warn" />
          {t('console.factor.none')}
        </p>
        <p>{t('console.factor.why')}</p>
        <p className="text-ink-soft">{t('console.factor.need')}</p>
        <FailureNote failure={failure} />
        <Button
          look="primary"
          size="large"
          isDisabled={isBusy}
          onPress={() =>
            run(
              () => api.offerFactor({}),
              (offer) => onMatter({ kind: 'setUp', offer }),
            )
          }
          testId="set-up-app"
        >
          {t('console.factor.setUp')}
        </Button>
      </div>
    );
  }
  const { madeAtMs, recoveryCodesLeft: count } = factor;
  return (
    <div className="flex flex-col gap-4" data-testid="own-factor">
      <p>{t('console.factor.since', { at: date.date(madeAtMs) })}</p>
      <p className={count <= fewCodes ? 'font-semibold text-warn' : undefined} data-testid="codes-left">
        {t('console.factor.left', { count })} {count <= fewCodes ? t('console.factor.few') : null}
      </p>
      <div className="flex flex-col gap-2">
        <Button size="large" onPress={() => onMatter({ kind: 'newCodes' })} testId="new-codes">
          {t('console.factor.newCodes')}
        </Button>
        <Button size="large" onPress={() => onMatter({ kind: 'replace' })} testId="replace-app">
          {t('console.factor.replace')}
        </Button>
        {isRequired ? null : (
          <Button size="large" onPress={() => onMatter({ kind: 'remove' })} testId="remove-app">
            {t('console.factor.remove')}
          </Button>
        )}
      </div>
      {isRequired ? <p className="text-sm text-ink-soft">{t('console.factor.required')}</p> : null}
    </div>
  );
}

type MatterViewProps = {
  readonly matter: Matter;
  readonly onMatter: (matter: Matter) => void;
  readonly onDone: () => void;
};

function MatterView({ matter, onMatter, onDone }: MatterViewProps) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  switch (matter.kind) {
    case 'setUp':
      return <SetUpApp offer={matter.offer} onTaken={(codes) => onMatter({ kind: 'codes', codes })} />;
    case 'codes':
      return <RecoveryCodes codes={matter.codes} onDone={onDone} />;
    case 'replace':
      return (
        <CodeForm
          button={t('console.factor.goOn')}
          ask={(code) => api.offerFactor({ code })}
          onDone={(offer) => onMatter({ kind: 'setUp', offer })}
        >
          <p>{t('console.factor.replaceWhat')}</p>
        </CodeForm>
      );
    case 'newCodes':
      return (
        <CodeForm
          button={t('console.factor.newCodes')}
          ask={(code) => api.newRecoveryCodes({ code })}
          onDone={({ recoveryCodes }) => onMatter({ kind: 'codes', codes: recoveryCodes })}
        >
          <p>{t('console.factor.newCodesWhat')}</p>
        </CodeForm>
      );
    case 'remove':
      return (
        <CodeForm
          button={t('console.factor.remove')}
          ask={(code) => api.removeFactor({ code })}
          onDone={() => {
            tell(store, t('console.told.removeFactor'));
            onDone();
          }}
          isFinal
        >
          <p>{t('console.factor.removeWhat')}</p>
        </CodeForm>
      );
  }
}
