/** The window that is open about one account. */

import { KeySquare, ShieldOff, UserRoundCheck, UserRoundCog, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView, LinkAnswer } from '#shared/contracts/hq/admin-accounts.ts';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { RoleField } from './role-field.tsx';

export type AccountMatter = 'changeRole' | 'newLink' | 'resetFactor' | 'suspend' | 'resume';

export type AccountDialogsProps = {
  readonly account: AccountView;
  readonly matter: AccountMatter;
  readonly onDone: () => void;
  readonly onLink: (link: LinkAnswer) => void;
  readonly onClose: () => void;
};

export function AccountDialogs({ account, matter, onDone, onLink, onClose }: AccountDialogsProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { accountId } = account;
  const name = isolated(account.name);
  switch (matter) {
    case 'changeRole':
      return <RoleDialog account={account} onDone={onDone} onClose={onClose} />;
    case 'newLink':
      return (
        <DeedDialog
          title={t('console.people.newLinkTitle', { name })}
          icon={KeySquare}
          button={t('console.people.makeLink')}
          ask={() => api.newLink(accountId)}
          onDone={onLink}
          onClose={onClose}
          testId="new-link"
        >
          <p>{t('console.people.newLinkWhat')}</p>
        </DeedDialog>
      );
    case 'resetFactor':
      return <ResetDialog account={account} onDone={onDone} onClose={onClose} />;
    case 'suspend':
      return (
        <DeedDialog
          title={t('console.people.suspendTitle', { name })}
          icon={UserRoundX}
          button={t('console.people.suspend')}
          done={t('console.told.suspend', { name })}
          ask={() => api.suspend(accountId)}
          onDone={onDone}
          onClose={onClose}
          testId="suspend"
        >
          <p>{t('console.people.suspendWhat')}</p>
        </DeedDialog>
      );
    case 'resume':
      return (
        <DeedDialog
          title={t('console.people.resume')}
          icon={UserRoundCheck}
          button={t('console.people.resume')}
          done={t('console.told.resume', { name })}
          ask={() => api.resume(accountId)}
          onDone={onDone}
          onClose={onClose}
          testId="resume"
        >
          <p>
            <bdi className="font-semibold">{account.name}</bdi>
          </p>
        </DeedDialog>
      );
  }
}

type DoneDialogProps = Pick<AccountDialogsProps, 'account' | 'onDone' | 'onClose'>;

function ResetDialog({ account, onDone, onClose }: DoneDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const name = isolated(account.name);
  return (
    <DeedDialog
      title={t('console.people.resetTitle', { name })}
      icon={ShieldOff}
      button={t('console.people.resetFactor')}
      done={t('console.told.resetFactor', { name })}
      ask={() => api.resetFactor(account.accountId)}
      onDone={onDone}
      onClose={onClose}
      testId="reset-factor"
    >
      <p>{t('console.people.resetWhat')}</p>
    </DeedDialog>
  );
}

function RoleDialog({ account, onDone, onClose }: DoneDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [role, setRole] = useState(account.role);
  return (
    <DeedDialog
      title={t('console.people.roleTitle', { name: isolated(account.name) })}
      icon={UserRoundCog}
      button={t('console.people.roleButton')}
      done={t('console.told.changeRole', { name: isolated(account.name) })}
      ask={() => api.changeRole(account.accountId, { role })}
      onDone={onDone}
      onClose={onClose}
      isReady={role !== account.role}
      testId="change-role"
    >
      <RoleField role={role} onRole={setRole} />
      <p className="text-sm text-ink-soft">{t('console.people.roleNote')}</p>
    </DeedDialog>
  );
}
