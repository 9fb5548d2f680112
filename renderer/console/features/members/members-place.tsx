/** What people at HQ decide about members; HQ's page knows them by numbers alone. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place, Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { ErasureList } from './erasure-list.tsx';
import { MemberByNumber } from './member-by-number.tsx';
import { MergeList } from './merge-list.tsx';
import { MergeProposals } from './merge-proposals.tsx';

export function MembersPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = role === 'administrator';
  const proposals = useLoaded(useCallback(() => api.merges(), [api]));
  const notices = useLoaded(useCallback(() => api.notices(), [api]));
  const erasures = useLoaded(useCallback(() => api.erasures(), [api]));
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  const changed = (): void => {
    proposals.load();
    notices.load();
    erasures.load();
  };
  return (
    <Place title={t('console.members.title')}>
      <Section title={t('console.members.proposals')} testId="same-phone">
        <Waiting loaded={proposals} />
        {proposals.value === null ? null : (
          <MergeProposals proposals={proposals.value.proposals} mayChange={mayChange} onChanged={changed} />
        )}
      </Section>
      <Section title={t('console.members.merges')} testId="merges">
        <Waiting loaded={notices} />
        {notices.value === null ? null : (
          <MergeList notices={notices.value.notices} mayChange={mayChange} onChanged={changed} />
        )}
      </Section>
      {mayChange ? (
        <Section title={t('console.members.byNumber')} testId="by-number">
          <MemberByNumber onChanged={changed} />
        </Section>
      ) : null}
      <Section title={t('console.members.erasures')}>
        <Waiting loaded={erasures} />
        {erasures.value === null ? null : (
          <ErasureList erasures={erasures.value.erasures} tills={tills.value?.tills ?? []} />
        )}
      </Section>
    </Place>
  );
}
