/** Who may sign in, and who changed what. */

import { UserRoundPlus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView, LinkAnswer } from '#shared/contracts/hq/admin-accounts.ts';
import type { OpenSession } from '#shared/contracts/hq/admin-session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { AccountDialogs } from './account-dialogs.tsx';
import type { AccountMatter } from './account-dialogs.tsx';
import { AccountRow } from './account-row.tsx';
import { AuditList } from './audit-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { SignInRulesSection } from './sign-in-rules.tsx';

type Matter = { readonly account: AccountView; readonly matter: AccountMatter };

export function PeoplePlace({ account: own }: { readonly account: OpenSession['account'] }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = own.role === 'administrator';
  const accounts = useLoaded(useCallback(() => api.accounts(), [api]));
  const [isInviting, setIsInviting] = useState(false);
  const [open, setOpen] = useState<Matter | null>(null);
  const [link, setLink] = useState<LinkAnswer | null>(null);
  const close = (): void => {
    setIsInviting(false);
    setOpen(null);
  };
  const show = (made: LinkAnswer): void => {
    close();
    setLink(made);
  };
  return (
    <Place
      title={t('console.people.title')}
      actions={
        mayChange ? (
          <Button look="primary" onPress={() => setIsInviting(true)} testId="invite-open">
            <UserRoundPlus aria-hidden="true" size={19} />
            {t('console.people.invite')}
          </Button>
        ) : null
      }
    >
      <Waiting loaded={accounts} />
      {accounts.value === null ? null : (
        <ul className="rounded-3xl bg-surface px-5 py-2 shadow-low" data-testid="accounts">
          {accounts.value.accounts.map((account) => (
            <AccountRow
              key={account.accountId}
              account={account}
              isOwn={account.accountId === own.accountId}
              mayChange={mayChange}
              onMatter={(matter) => setOpen({ account, matter })}
            />
          ))}
        </ul>
      )}
      <SignInRulesSection mayChange={mayChange} />
      <AuditList accounts={accounts.value?.accounts ?? []} />
      {isInviting ? <InviteDialog onLink={show} onClose={close} /> : null}
      {open === null ? null : (
        <AccountDialogs
          {...open}
          onClose={close}
          onLink={show}
          onDone={() => {
            close();
            accounts.load();
          }}
        />
      )}
      {link === null ? null : <LinkDialog link={link} onClose={() => setLink(null)} />}
    </Place>
  );
}
