/** What somebody may. */

import { useTranslation } from 'react-i18next';
import { roles } from '#shared/contracts/hq/admin-common.ts';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { RadioList } from '#renderer/console/parts/radio-list.tsx';

export type RoleFieldProps = { readonly role: Role; readonly onRole: (role: Role) => void };

export function RoleField({ role, onRole }: RoleFieldProps) {
  const { t } = useTranslation();
  return (
    <RadioList
      legend={t('console.people.role')}
      options={roles.map((value) => ({
        value,
        name: t(`console.roles.${value}`),
        detail: t(`console.people.roleWhat.${value}`),
      }))}
      value={role}
      onValue={onRole}
      testId="role"
    />
  );
}
