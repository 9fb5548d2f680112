/** Members who became another one, by hand or because two tills had enrolled them, and the way back. */

import { MoveRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergedMemberView } from '#shared/contracts/hq/admin-truth.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { MemberDialog } from '#renderer/console/member-dialogs/member-dialog.tsx';
import { MemberLink } from '#renderer/console/parts/member-link.tsx';

export type MergeListProps = {
  readonly merged: readonly MergedMemberView[];
  readonly mayChange: boolean;
  readonly onChanged: (member: MergedMemberView) => void;
};

export function MergeList({ merged, mayChange, onChanged }: MergeListProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const [asked, setAsked] = useState<MergedMemberView | null>(null);
  if (merged.length === 0) return <p className="text-ink-soft">{t('console.duplicates.noMerged')}</p>;
  return (
    <>
      <ul className="flex flex-col gap-1">
        {merged.map((member) => (
          <li
            key={member.memberRef}
            className="flex min-h-12 flex-wrap items-center gap-4"
            data-testid={`merged-${member.memberRef}`}
          >
            <span className="flex items-center gap-3">
              <MemberLink memberRef={member.memberRef} />
              <MoveRight aria-hidden="true" size={18} className="text-ink-soft rtl:-scale-x-100" />
              <span className="sr-only">{t('console.duplicates.goesTo')}</span>
              <MemberLink memberRef={member.mergedInto} />
            </span>
            <span className="flex-1 text-sm text-ink-soft">
              {member.mergedAtMs === null ? null : date.dateTime(member.mergedAtMs)}
            </span>
            {mayChange ? (
              <Button onPress={() => setAsked(member)} testId="unmerge-open">
                {t('console.members.unmerge')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <MemberDialog
          matter="unmerge"
          memberRef={asked.memberRef}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            onChanged(asked);
          }}
        />
      )}
    </>
  );
}
