/** A link for somebody new. */

import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkAnswer } from '#shared/contracts/hq/admin-accounts.ts';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { RoleField } from './role-field.tsx';

export type InviteDialogProps = {
  readonly onLink: (link: LinkAnswer) => void;
  readonly onClose: () => void;
};

/** The least role comes first: whoever wants to give more has to choose it. */
export function InviteDialog({ onLink, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [role, setRole] = useState<Role>('auditor');
  return (
    <DeedDialog
      title={t('console.people.inviteTitle')}
      icon={UserRoundPlus}
      button={t('console.people.makeLink')}
      ask={() => api.invite({ role })}
      onDone={onLink}
      onClose={onClose}
      testId="invite"
    >
      <p>{t('console.people.inviteWhat')}</p>
      <RoleField role={role} onRole={setRole} />
    </DeedDialog>
  );
}
