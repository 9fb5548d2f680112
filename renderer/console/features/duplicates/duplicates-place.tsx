/** Members who may be one person, and those who were made one: each decision can be taken back here. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { MergedMemberView } from '#shared/contracts/hq/admin-truth.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { OlderButton } from '#renderer/console/parts/older-button.tsx';
import { Place, Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { asPage, usePages } from '#renderer/console/use-pages.ts';
import { MergeList } from './merge-list.tsx';
import { MergeProposals } from './merge-proposals.tsx';

export function DuplicatesPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = role === 'administrator';
  const proposals = useLoaded(useCallback(() => api.merges(), [api]));
  const ask = useCallback(
    (last?: MergedMemberView) =>
      asPage(api.mergedMembers(last?.memberRef), ({ members: items, hasMore }) => ({ items, hasMore })),
    [api],
  );
  const merged = usePages({ ask, isBehind: isOlder });
  return (
    <Place title={t('console.duplicates.title')}>
      <Section title={t('console.duplicates.proposals')} testId="same-phone">
        <Waiting loaded={proposals} />
        {proposals.value === null ? null : (
          <MergeProposals
            proposals={proposals.value.proposals}
            mayChange={mayChange}
            onChanged={() => {
              proposals.load();
              merged.first.load();
            }}
          />
        )}
      </Section>
      <Section title={t('console.duplicates.merged')} testId="merges">
        <Waiting loaded={merged.first} />
        {merged.first.value === null ? null : (
          <MergeList
            merged={merged.items}
            mayChange={mayChange}
            onChanged={(member) => {
              merged.settled(member);
              proposals.load();
            }}
          />
        )}
        <div className="mt-3 flex flex-col gap-3">
          <OlderButton pages={merged} testId="older-merges" />
        </div>
      </Section>
    </Place>
  );
}

function isOlder(member: MergedMemberView, last: MergedMemberView): boolean {
  return member.memberRef < last.memberRef;
}
