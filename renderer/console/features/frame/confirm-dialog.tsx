/** The password once more, for what lets somebody in or shuts somebody out. */

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';

export function ConfirmDialog() {
  const again = useConsoleState((state) => state.afterConfirm);
  return again === null ? null : <OpenDialog again={again} />;
}

function OpenDialog({ again }: { readonly again: () => void }) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [password, setPassword] = useState('');
  const close = (): void => store.setState({ afterConfirm: null });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(
      () => api.confirm({ password }),
      (session) => {
        store.setState({ session, afterConfirm: null });
        again();
      },
    );
  };
  return (
    <Dialog
      title={t('console.confirm.title')}
      closeLabel={t('common.close')}
      onClose={close}
      icon={<KeyRound aria-hidden="true" size={24} className="text-brand" />}
      className="w-[26rem]"
      testId="confirm-dialog"
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{t('console.confirm.why')}</p>
        <TextField
          label={t('console.signIn.password')}
          type="password"
          dir="ltr"
          value={password}
          onText={setPassword}
          autoFocus
          testId="confirm-password"
        />
        <FailureNote failure={failure} />
        <Button
          type="submit"
          look="primary"
          size="large"
          isDisabled={password === '' || isBusy}
          testId="confirm-button"
        >
          {t('console.confirm.button')}
        </Button>
      </form>
    </Dialog>
  );
}
