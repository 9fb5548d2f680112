/** Members who became one lately, and the way back. */

import { MoveRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '#shared/contracts/hq/admin-truth.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { MemberDialog } from '#renderer/console/member-dialogs/member-dialog.tsx';
import { mergeIn } from '#renderer/console/notice-kinds.ts';
import { ShortId } from '#renderer/console/parts/short-id.tsx';

export type MergeListProps = {
  readonly notices: readonly NoticeView[];
  readonly mayChange: boolean;
  readonly onChanged: () => void;
};

export function MergeList({ notices, mayChange, onChanged }: MergeListProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const [asked, setAsked] = useState<string | null>(null);
  const merges = notices.flatMap((notice) => {
    const merge = notice.kind === 'membersMerged' ? mergeIn(notice) : undefined;
    return merge === undefined ? [] : [{ ...merge, atMs: notice.atMs, noticeId: notice.noticeId }];
  });
  if (merges.length === 0) return <p>{t('console.members.noMerges')}</p>;
  return (
    <>
      <ul className="flex flex-col gap-2">
        {merges.map(({ from, into, atMs, noticeId }) => (
          <li key={noticeId} className="flex flex-wrap items-center gap-4" data-testid={`merged-${from}`}>
            <span className="flex items-center gap-3">
              <ShortId id={from} />
              <MoveRight aria-hidden="true" size={18} className="text-ink-soft rtl:-scale-x-100" />
              <span className="sr-only">{t('console.members.goesTo')}</span>
              <ShortId id={into} />
            </span>
            <span className="flex-1 text-sm text-ink-soft">{date.dateTime(atMs)}</span>
            {mayChange ? (
              <Button onPress={() => setAsked(from)} testId="unmerge-open">
                {t('console.members.unmerge')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <MemberDialog
          matter="unmerge"
          memberRef={asked}
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
