/** What HQ asks people to look at, the newest first. */

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { NoticeView } from '#shared/contracts/hq/admin-truth.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { EmptyNote, Waiting } from '#renderer/console/parts/waiting.tsx';
import { useSteadyOrder } from '#renderer/console/steady-order.ts';
import { useDeed } from '#renderer/console/use-deed.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { NoticeRow } from './notice-row.tsx';

/** As many as HQ answers at once: with fewer there are no older ones. */
const answeredMax = 100;

export function NoticesPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const older = useDeed();
  const [olderOnes, setOlderOnes] = useState<readonly NoticeView[]>([]);
  const notices = useLoaded(useCallback(() => api.notices(), [api]));
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  const newest = notices.value?.notices ?? [];
  const all = [
    ...newest,
    ...olderOnes.filter(({ noticeId }) => !newest.some((each) => each.noticeId === noticeId)),
  ];
  const { items, sortAnew } = useSteadyOrder(all, ({ noticeId }) => noticeId);
  const last = all.at(-1);
  const hasOlder =
    newest.length >= answeredMax && (olderOnes.length === 0 || olderOnes.length % answeredMax === 0);
  return (
    <Place title={t('console.notices.title')} sortAnew={sortAnew}>
      <Waiting loaded={notices} />
      {notices.value !== null && items.length === 0 ? (
        <EmptyNote testId="no-notices">{t('console.notices.none')}</EmptyNote>
      ) : null}
      <ul className="flex flex-col gap-3" data-testid="notices">
        {items.map((notice) => (
          <NoticeRow
            key={notice.noticeId}
            notice={notice}
            till={tills.value?.tills.find(({ deviceId }) => deviceId === notice.deviceId)}
            mayChange={role === 'administrator'}
            onChanged={() => {
              setOlderOnes((before) => before.filter(({ noticeId }) => noticeId !== notice.noticeId));
              notices.load();
            }}
          />
        ))}
      </ul>
      <FailureNote failure={older.failure} />
      {hasOlder && last !== undefined ? (
        <Button
          onPress={() =>
            older.run(
              () => api.notices(last),
              (answer) => setOlderOnes((before) => [...before, ...answer.notices]),
            )
          }
          isDisabled={older.isBusy}
          testId="older-notices"
        >
          {t('console.older')}
        </Button>
      ) : null}
    </Place>
  );
}
