/** What can be decided about a member whose number somebody has at hand, from a notice or from a store. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { MemberDialog, memberMatters } from '#renderer/console/member-dialogs/member-dialog.tsx';
import type { MemberMatter } from '#renderer/console/member-dialogs/member-dialog.tsx';

const memberNumber = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function MemberByNumber({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [isDone, setIsDone] = useState(false);
  const [matter, setMatter] = useState<MemberMatter | null>(null);
  const memberRef = text.trim().toLowerCase();
  const isNumber = memberNumber.test(memberRef);
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t('console.members.number')}
        value={text}
        onText={(next) => {
          setText(next);
          setIsDone(false);
        }}
        dir="ltr"
        maxLength={60}
        fault={text !== '' && !isNumber ? t('console.members.numberFault') : undefined}
        testId="member-number"
      />
      <div className="flex flex-wrap items-center gap-2">
        {memberMatters.map((each) => (
          <Button
            key={each}
            onPress={() => setMatter(each)}
            isDisabled={!isNumber}
            className={each === 'erase' && isNumber ? 'text-danger' : ''}
            testId={`member-do-${each}`}
          >
            {t(`console.members.${each}`)}
          </Button>
        ))}
        <span role="status" className="font-semibold text-success" data-testid="member-done">
          {isDone ? t('console.members.done') : null}
        </span>
      </div>
      {matter === null ? null : (
        <MemberDialog
          matter={matter}
          memberRef={memberRef}
          onClose={() => setMatter(null)}
          onDone={() => {
            setMatter(null);
            setIsDone(true);
            onChanged();
          }}
        />
      )}
    </div>
  );
}
