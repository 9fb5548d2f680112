/** What can be decided about one member whom HQ knows by a number alone. */

import { Eraser, LockKeyhole, LockKeyholeOpen, Split } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AdminApi, Answer } from '#shared/contracts/hq/admin-client.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';

export type MemberMatter = 'lift' | 'hold' | 'unmerge' | 'erase';

const icons: { readonly [Name in MemberMatter]: LucideIcon } = {
  lift: LockKeyholeOpen,
  hold: LockKeyhole,
  unmerge: Split,
  erase: Eraser,
};

const asks: { readonly [Name in MemberMatter]: (api: AdminApi, memberRef: string) => Answer<unknown> } = {
  lift: (api, memberRef) => api.hold(memberRef, { hold: null }),
  hold: (api, memberRef) => api.hold(memberRef, { hold: 'byHand' }),
  unmerge: (api, memberRef) => api.unmerge(memberRef),
  erase: (api, memberRef) => api.erase(memberRef),
};

export type MemberDialogProps = {
  readonly matter: MemberMatter;
  readonly memberRef: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export function MemberDialog({ matter, memberRef, onDone, onClose }: MemberDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  return (
    <DeedDialog
      title={t(`console.members.${matter}Title`)}
      icon={icons[matter]}
      button={t(`console.members.${matter}`)}
      done={t(`console.told.${matter}`)}
      ask={() => asks[matter](api, memberRef)}
      onDone={onDone}
      onClose={onClose}
      isFinal={matter === 'erase'}
      testId={`member-${matter}`}
    >
      <p dir="ltr" className="selectable rounded-2xl bg-sunken p-3 text-center font-mono text-sm">
        {memberRef}
      </p>
      <p>{t(`console.members.${matter}What`)}</p>
    </DeedDialog>
  );
}
