/** Name and password. */

import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { Door } from '#renderer/console/door.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';

export function SignInScreen() {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const wasEnded = useConsoleState((state) => state.wasEnded);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const isFilled = login !== '' && password !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isFilled) return;
    run(
      () => api.signIn({ login, password }),
      (session) => store.setState({ session, wasEnded: false }),
    );
  };
  return (
    <Door title={t('console.signIn.title')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {wasEnded ? (
          <p role="status" className="rounded-2xl bg-sunken p-4" data-testid="was-ended">
            {t('console.signIn.ended')}
          </p>
        ) : null}
        <TextField
          label={t('console.signIn.login')}
          value={login}
          onText={setLogin}
          autoFocus
          dir="auto"
          testId="login"
        />
        <TextField
          label={t('console.signIn.password')}
          type="password"
          dir="ltr"
          value={password}
          onText={setPassword}
          testId="password"
        />
        <FailureNote failure={failure} />
        <Button
          type="submit"
          look="primary"
          size="large"
          isDisabled={!isFilled || isBusy}
          testId="sign-in-button"
        >
          {t('console.signIn.button')}
        </Button>
      </form>
    </Door>
  );
}
