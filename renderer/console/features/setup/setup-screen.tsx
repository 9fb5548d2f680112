/** A one-time link was opened: the person chooses a name and a password, and is in. */

import { useCallback, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordLengthMin } from '#shared/contracts/hq/admin-session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Door } from '#renderer/console/door.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';

export function SetupScreen({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const { value: link, failure } = useLoaded(
    useCallback(() => api.setupLink(token), [api, token]),
    'once',
  );
  return (
    <Door title={t('console.setup.title')}>
      {link === null ? (
        <div className="flex flex-col gap-4">
          <FailureNote failure={failure} />
          {failure === null ? null : (
            <Button onPress={() => store.setState({ linkToken: null })} testId="to-sign-in">
              {t('console.setup.toSignIn')}
            </Button>
          )}
        </div>
      ) : (
        <SetupForm token={token} knownLogin={link.login} />
      )}
    </Door>
  );
}

type SetupFormProps = { readonly token: string; readonly knownLogin: string | null };

function SetupForm({ token, knownLogin }: SetupFormProps) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const isNew = knownLogin === null;
  const isLong = password.length >= passwordLengthMin;
  const isFilled = isLong && (!isNew || (name.trim() !== '' && login !== ''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isFilled) return;
    run(
      () => api.setUp({ token, password, ...(isNew ? { login, name } : {}) }),
      () =>
        run(
          () => api.signIn({ login: knownLogin ?? login, password }),
          (session) => store.setState({ session, linkToken: null }),
        ),
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-ink-soft">{t(isNew ? 'console.setup.why' : 'console.setup.whyAgain')}</p>
      {isNew ? (
        <>
          <TextField
            label={t('console.setup.name')}
            value={name}
            onText={setName}
            dir="auto"
            autoFocus
            testId="name"
          />
          <TextField
            label={t('console.signIn.login')}
            value={login}
            onText={setLogin}
            dir="ltr"
            testId="login"
          />
        </>
      ) : null}
      <TextField
        label={t('console.signIn.password')}
        aside={t('console.setup.passwordAside', { count: passwordLengthMin })}
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
        testId="setup-button"
      >
        {t('console.setup.button')}
      </Button>
    </form>
  );
}
