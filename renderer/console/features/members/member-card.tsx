/** One member as HQ's page knows them: what holds now, and what can be decided in that state. */

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberLookView } from '#shared/contracts/hq/admin-truth.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { MemberDialog } from '#renderer/console/member-dialogs/member-dialog.tsx';
import type { MemberMatter } from '#renderer/console/member-dialogs/member-dialog.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import { MemberLink } from '#renderer/console/parts/member-link.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { mattersOf } from './member-matters.ts';
import { MemberStatementSection } from './member-statement.tsx';
import { MergeIntoDialog } from './merge-into-dialog.tsx';

export type MemberCardProps = {
  readonly memberRef: string;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
};

type Asked = { readonly matter: MemberMatter | 'merge'; readonly memberRef: string };

export function MemberCard({ memberRef, mayChange, onChanged }: MemberCardProps) {
  const { api } = useConsole();
  const [asked, setAsked] = useState<Asked | null>(null);
  const loaded = useLoaded(useCallback(() => api.member(memberRef), [api, memberRef]));
  const close = (): void => setAsked(null);
  const done = (): void => {
    close();
    loaded.load();
    onChanged();
  };
  const member = loaded.value;
  return (
    <>
      <Waiting loaded={loaded} />
      {member === null || loaded.failure !== null ? null : (
        <>
          <Look member={member} onAsk={mayChange ? setAsked : null} />
          <MemberStatementSection memberRef={memberRef} />
        </>
      )}
      {asked === null ? null : asked.matter === 'merge' ? (
        <MergeIntoDialog memberRef={asked.memberRef} onDone={done} onClose={close} />
      ) : (
        <MemberDialog matter={asked.matter} memberRef={asked.memberRef} onDone={done} onClose={close} />
      )}
    </>
  );
}

type LookProps = {
  readonly member: MemberLookView;
  /** Null for whoever only looks on. */
  readonly onAsk: ((asked: Asked) => void) | null;
};

function Look({ member, onAsk }: LookProps) {
  const { t } = useTranslation();
  const { memberRef, state, hold } = member;
  const matters = onAsk === null ? [] : mattersOf(member);
  return (
    <div
      className="flex flex-col gap-3 rounded-2xl bg-sunken p-4"
      data-testid="member-look"
      data-state={state}
      data-hold={hold ?? 'none'}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Chip tone={state === 'active' ? (hold === null ? 'success' : 'warn') : 'neutral'}>
          {state === 'active' && hold !== null
            ? t(`console.members.holds.${hold}`)
            : t(`console.members.states.${state}`)}
        </Chip>
        <MemberFacts member={member} />
      </div>
      {member.aliases.length === 0 ? null : <Aliases aliases={member.aliases} onAsk={onAsk} />}
      {matters.length === 0 ? null : (
        <div className="flex flex-wrap gap-2">
          {matters.map((matter) => (
            <Button
              key={matter}
              onPress={() => onAsk?.({ matter, memberRef })}
              className={matter === 'erase' ? 'ms-auto text-danger!' : ''}
              testId={`member-do-${matter}`}
            >
              {t(matter === 'merge' ? 'console.members.mergeWith' : `console.members.${matter}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function MemberFacts({ member: { mergedInto, enrolledAtMs } }: { readonly member: MemberLookView }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  return (
    <Facts>
      {mergedInto === null ? null : (
        <Fact name={t('console.members.mergedInto')}>
          <MemberLink memberRef={mergedInto} />
        </Fact>
      )}
      <Fact name={t('console.members.enrolledAt')}>
        {enrolledAtMs === 0 ? t('console.members.brought') : date.dateTime(enrolledAtMs)}
      </Fact>
    </Facts>
  );
}

/** References that were made this member, each with the way back. */
function Aliases({ aliases, onAsk }: Pick<LookProps, 'onAsk'> & { readonly aliases: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h4 className="text-sm font-semibold">{t('console.members.aliases')}</h4>
      <ul className="mt-1 flex flex-col gap-1">
        {aliases.map((memberRef) => (
          <li key={memberRef} className="flex items-center gap-4" data-testid={`alias-${memberRef}`}>
            <MemberLink memberRef={memberRef} />
            {onAsk === null ? null : (
              <Button
                look="quiet"
                onPress={() => onAsk({ matter: 'unmerge', memberRef })}
                testId="alias-unmerge"
              >
                {t('console.members.unmerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
