/** What HQ asks people to look at, the newest first. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { NoticeView } from '#shared/contracts/hq/admin-truth.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { OlderButton } from '#renderer/console/parts/older-button.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { EmptyNote, Waiting } from '#renderer/console/parts/waiting.tsx';
import { useSteadyOrder } from '#renderer/console/steady-order.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { asPage, usePages } from '#renderer/console/use-pages.ts';
import { NoticeRow } from './notice-row.tsx';

export function NoticesPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const ask = useCallback(
    (last?: NoticeView) => asPage(api.notices(last), ({ notices: items, hasMore }) => ({ items, hasMore })),
    [api],
  );
  const pages = usePages({ ask, isBehind: isOlder });
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  const { items, sortAnew } = useSteadyOrder(pages.items, ({ noticeId }) => noticeId);
  return (
    <Place title={t('console.notices.title')} sortAnew={sortAnew}>
      <Waiting loaded={pages.first} />
      {pages.first.value !== null && items.length === 0 ? (
        <EmptyNote testId="no-notices">{t('console.notices.none')}</EmptyNote>
      ) : null}
      <ul className="flex flex-col gap-3" data-testid="notices">
        {items.map((notice) => (
          <NoticeRow
            key={notice.noticeId}
            notice={notice}
            till={tills.value?.tills.find(({ deviceId }) => deviceId === notice.deviceId)}
            mayChange={role === 'administrator'}
            onChanged={() => pages.settled(notice)}
          />
        ))}
      </ul>
      <OlderButton pages={pages} testId="older-notices" />
    </Place>
  );
}

/** HQ's own order: by instant, and by id where more than one is of the same. */
function isOlder(notice: NoticeView, last: NoticeView): boolean {
  return notice.atMs === last.atMs ? notice.noticeId < last.noticeId : notice.atMs < last.atMs;
}
