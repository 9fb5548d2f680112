/** The password was right; now the code. */

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Door } from '#renderer/console/door.tsx';
import { CodeForm } from '#renderer/console/second-factor/code-form.tsx';
import { leave } from '#renderer/console/stores/console-store.ts';

export function CodeScreen() {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  return (
    <Door title={t('console.signIn.codeTitle')}>
      <CodeForm
        button={t('console.signIn.button')}
        ask={(code) => api.giveCode({ code })}
        onDone={(session) => store.setState({ session, wasEnded: false })}
      >
        <p className="text-ink-soft">{t('console.signIn.codeWhy')}</p>
      </CodeForm>
      <p className="mt-3 text-sm text-ink-soft">{t('console.signIn.codeLost')}</p>
      <Button
        look="quiet"
        className="mt-3 w-full"
        onPress={() => void api.signOut().then(() => leave(store))}
        testId="sign-out"
      >
        {t('console.signIn.asSomebodyElse')}
      </Button>
    </Door>
  );
}
