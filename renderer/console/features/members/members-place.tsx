/** What people at HQ decide about members; HQ's page knows them by numbers alone. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place, Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { ErasureList } from './erasure-list.tsx';
import { HeldList } from './held-list.tsx';
import { MemberByNumber } from './member-by-number.tsx';

export function MembersPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = role === 'administrator';
  const erasures = useLoaded(useCallback(() => api.erasures(), [api]));
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  return (
    <Place title={t('console.members.title')}>
      <Section title={t('console.members.byNumber')} testId="by-number">
        <MemberByNumber mayChange={mayChange} onChanged={erasures.load} />
      </Section>
      <Section title={t('console.members.held')} testId="on-hold">
        <HeldList mayChange={mayChange} />
      </Section>
      <Section title={t('console.members.erasures')} testId="erased">
        <Waiting loaded={erasures} />
        {erasures.value === null ? null : (
          <ErasureList erasures={erasures.value.erasures} tills={tills.value?.tills ?? []} />
        )}
      </Section>
    </Place>
  );
}
