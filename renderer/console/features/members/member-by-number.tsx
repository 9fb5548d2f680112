/** One member whose number somebody has at hand, from a notice or from a store. */

import { useTranslation } from 'react-i18next';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { MemberCard } from './member-card.tsx';
import { memberNumberIn } from './member-number.ts';

export type MemberByNumberProps = {
  readonly mayChange: boolean;
  readonly onChanged: () => void;
};

export function MemberByNumber({ mayChange, onChanged }: MemberByNumberProps) {
  const { t } = useTranslation();
  const { store } = useConsole();
  const text = useConsoleState((state) => state.memberNumber);
  const memberRef = memberNumberIn(text);
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('console.members.number')}
        value={text}
        onText={(memberNumber) => store.setState({ memberNumber })}
        dir="ltr"
        maxLength={60}
        fault={text !== '' && memberRef === undefined ? t('console.members.numberFault') : undefined}
        testId="member-number"
      />
      {memberRef === undefined ? (
        <p className="text-sm text-ink-soft">{t('console.members.numberHint')}</p>
      ) : (
        <MemberCard key={memberRef} memberRef={memberRef} mayChange={mayChange} onChanged={onChanged} />
      )}
    </div>
  );
}
