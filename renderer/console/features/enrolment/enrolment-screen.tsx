/** The chain asks for a code besides the password, and this person has no app for it yet. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactorOffer } from '#shared/contracts/hq/admin-factor.ts';
import { Button } from '#renderer/ui/button.tsx';
import { askWho } from '#renderer/console/ask-who.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Door } from '#renderer/console/door.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { RecoveryCodes } from '#renderer/console/second-factor/recovery-codes.tsx';
import { SetUpApp } from '#renderer/console/second-factor/set-up-app.tsx';
import { leave } from '#renderer/console/stores/console-store.ts';
import { useDeed } from '#renderer/console/use-deed.ts';

export function EnrolmentScreen() {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [offer, setOffer] = useState<FactorOffer | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <Door title={t('console.enrolment.title')}>
      {offer === null ? (
        <div className="flex flex-col gap-4">
          <p>{t('console.enrolment.why')}</p>
          <p className="text-ink-soft">{t('console.factor.need')}</p>
          <FailureNote failure={failure} />
          <Button
            look="primary"
            size="large"
            isDisabled={isBusy}
            onPress={() => run(() => api.offerFactor({}), setOffer)}
            testId="set-up-app"
          >
            {t('console.factor.setUp')}
          </Button>
        </div>
      ) : null}
      {offer !== null && codes.length === 0 ? <SetUpApp offer={offer} onTaken={setCodes} /> : null}
      {codes.length > 0 ? <RecoveryCodes codes={codes} onDone={() => void askWho(store, api)} /> : null}
      <Button
        look="quiet"
        className="mt-3 w-full"
        onPress={() => void api.signOut().then(() => leave(store))}
        testId="sign-out"
      >
        {t('console.signOut')}
      </Button>
    </Door>
  );
}
