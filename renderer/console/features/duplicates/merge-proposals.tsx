/** Members with one phone number: probably one person each, but a person has to say so. */

import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Uuid } from '#shared/kernel/ids.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { MemberLink } from '#renderer/console/parts/member-link.tsx';
import { RadioList } from '#renderer/console/parts/radio-list.tsx';
import { ShortId } from '#renderer/console/parts/short-id.tsx';
import { mergeAll } from './merge-all.ts';

export type MergeProposalsProps = {
  readonly proposals: readonly (readonly Uuid[])[];
  readonly mayChange: boolean;
  readonly onChanged: () => void;
};

export function MergeProposals({ proposals, mayChange, onChanged }: MergeProposalsProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<readonly Uuid[] | null>(null);
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">{t('console.duplicates.why')}</p>
      {proposals.length === 0 ? <p className="text-ink-soft">{t('console.duplicates.noProposals')}</p> : null}
      <ul className="flex flex-col gap-2">
        {proposals.map((refs) => (
          <li
            key={refs[0]}
            className="flex flex-wrap items-center gap-4"
            data-testid={`same-phone-${refs[0]}`}
          >
            <span className="flex flex-1 flex-wrap gap-4">
              {refs.map((memberRef) => (
                <MemberLink key={memberRef} memberRef={memberRef} />
              ))}
            </span>
            {mayChange ? (
              <Button onPress={() => setAsked(refs)} testId="merge-open">
                {t('console.members.merge')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <MergeDialog
          refs={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

type MergeDialogProps = {
  readonly refs: readonly Uuid[];
  readonly onDone: () => void;
  readonly onClose: () => void;
};

function MergeDialog({ refs, onDone, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [kept, setKept] = useState<Uuid | null>(refs[0] ?? null);
  return (
    <DeedDialog
      title={t('console.members.mergeTitle')}
      icon={Merge}
      button={t('console.members.merge')}
      done={t('console.told.merge')}
      ask={() => mergeAll(api, refs, kept)}
      onDone={onDone}
      onClose={onClose}
      testId="merge"
    >
      <p>{t('console.members.mergeWhat')}</p>
      <RadioList
        legend={t('console.members.keep')}
        options={refs.map((memberRef, place) => ({
          value: memberRef,
          name: <ShortId id={memberRef} />,
          ...(place === 0 ? { detail: t('console.members.oldest') } : {}),
        }))}
        value={kept}
        onValue={setKept}
        testId="keep"
      />
    </DeedDialog>
  );
}
