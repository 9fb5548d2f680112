/** Whether the chain asks for a code besides the password. */

import { ShieldCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';

export function SignInRulesSection({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const loaded = useLoaded(useCallback(() => api.signInRules(), [api]));
  const [isOpen, setIsOpen] = useState(false);
  const rules = loaded.value;
  const next = rules?.isFactorRequired === true ? 'Free' : 'Asked';
  return (
    <Section
      title={t('console.signInRules.title')}
      testId="sign-in-rules"
      actions={
        mayChange && rules !== null ? (
          <Button onPress={() => setIsOpen(true)} testId="change-sign-in-rules">
            {t(`console.signInRules.make${next}`)}
          </Button>
        ) : null
      }
    >
      <Waiting loaded={loaded} />
      {rules === null ? null : (
        <p data-testid="factor-rule" data-state={rules.isFactorRequired ? 'asked' : 'free'}>
          {t(rules.isFactorRequired ? 'console.signInRules.asked' : 'console.signInRules.free')}
        </p>
      )}
      {isOpen && rules !== null ? (
        <DeedDialog
          title={t(`console.signInRules.make${next}Title`)}
          icon={ShieldCheck}
          button={t(`console.signInRules.make${next}`)}
          done={t('console.told.saved')}
          ask={() => api.setSignInRules({ isFactorRequired: !rules.isFactorRequired })}
          onDone={() => {
            setIsOpen(false);
            loaded.load();
          }}
          onClose={() => setIsOpen(false)}
          testId="sign-in-rules-dialog"
        >
          <p>{t(`console.signInRules.make${next}What`)}</p>
        </DeedDialog>
      ) : null}
    </Section>
  );
}
