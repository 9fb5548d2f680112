/** What an administrator can do about a till in its present state. */

import { Ban, LockKeyhole, Pencil, Replace } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { DeedMenu } from '#renderer/console/parts/deed-menu.tsx';
import type { TillMatter } from './till-dialogs.tsx';

type Choice = Exclude<TillMatter, 'report' | 'unfreeze'>;

const icons: { readonly [Name in Choice]: LucideIcon } = {
  change: Pencil,
  freeze: LockKeyhole,
  replace: Replace,
  revoke: Ban,
};

const choicesByState: { readonly [State in TillView['state']]: readonly Choice[] } = {
  waiting: ['change'],
  active: ['change', 'freeze', 'replace', 'revoke'],
  frozen: ['change', 'replace', 'revoke'],
  revoked: ['replace', 'revoke'],
  replaced: ['revoke'],
};

export type TillMenuProps = { readonly till: TillView; readonly onMatter: (matter: TillMatter) => void };

export function TillMenu({ till, onMatter }: TillMenuProps) {
  const { t } = useTranslation();
  const isOut = till.state === 'revoked';
  return (
    <DeedMenu
      label={t('console.tills.more', { till: isolated(till.name) })}
      items={choicesByState[till.state].map((choice) => ({
        id: choice,
        name: t(choice === 'revoke' && isOut ? 'console.tills.revokeEarlier' : `console.tills.${choice}`),
        icon: icons[choice],
        isDanger: choice === 'revoke',
        onChoose: () => onMatter(choice),
      }))}
    />
  );
}
