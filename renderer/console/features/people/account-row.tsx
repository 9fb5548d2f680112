/** One account: who it is of, what it may, and what an administrator can do about it. */

import { KeySquare, ShieldCheck, ShieldOff, UserRoundCheck, UserRoundCog, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contracts/hq/admin-accounts.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { DeedMenu } from '#renderer/console/parts/deed-menu.tsx';
import type { AccountMatter } from './account-dialogs.tsx';

const icons = {
  changeRole: UserRoundCog,
  newLink: KeySquare,
  resetFactor: ShieldOff,
  suspend: UserRoundX,
  resume: UserRoundCheck,
} as const;

export type AccountRowProps = {
  readonly account: AccountView;
  readonly isOwn: boolean;
  readonly mayChange: boolean;
  readonly onMatter: (matter: AccountMatter) => void;
};

export function AccountRow({ account, isOwn, mayChange, onMatter }: AccountRowProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { state, name } = account;
  // Nobody resets their own: it is changed with a code of it.
  const reset = account.hasFactor && !isOwn ? (['resetFactor'] as const) : [];
  const matters: readonly AccountMatter[] =
    state === 'active' ? ['changeRole', 'newLink', ...reset, 'suspend'] : ['resume', ...reset];
  return (
    <li
      data-testid={`account-${account.login}`}
      data-state={state}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline py-3 first:border-0"
    >
      <Avatar name={name} className="size-11 bg-brand-soft text-brand-ink" />
      <div className="min-w-40 flex-1">
        <p className="font-semibold break-words">
          <bdi>{name}</bdi>
          {isOwn ? (
            <span className="ms-2 text-sm font-normal text-ink-soft">({t('console.people.you')})</span>
          ) : null}
        </p>
        <p className="text-sm text-ink-soft">
          <bdi className="selectable">{account.login}</bdi>
          <span className="mx-2">·</span>
          {t('console.people.since', { at: date.date(account.createdAtMs) })}
        </p>
      </div>
      <Chip testId="account-role" state={account.role} tone="brand">
        {t(`console.roles.${account.role}`)}
      </Chip>
      {account.hasFactor ? (
        <Chip icon={ShieldCheck} tone="success" testId="with-code">
          {t('console.people.withCode')}
        </Chip>
      ) : null}
      {state === 'suspended' ? <Chip tone="danger">{t('console.people.suspended')}</Chip> : null}
      {mayChange ? (
        <DeedMenu
          label={t('console.tills.more', { till: isolated(name) })}
          items={matters.map((matter) => ({
            id: matter,
            name: t(`console.people.${matter}`),
            icon: icons[matter],
            isDanger: matter === 'suspend',
            onChoose: () => onMatter(matter),
          }))}
        />
      ) : null}
    </li>
  );
}
