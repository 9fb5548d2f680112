/** The member's side of the sale: find one, see the one there is, or decide about a tap. */

import { useTranslation } from 'react-i18next';
import { useBasket, useNotice } from '#renderer/cashier/cashier-context.tsx';
import { GuestNote } from './guest-note.tsx';
import { MemberCard } from './member-card.tsx';
import { MemberSearch } from './member-search.tsx';
import { TapHint } from './tap-hint.tsx';
import { TapNoticeCard } from './tap-notice-card.tsx';

export function MemberPanel() {
  const { t } = useTranslation();
  const member = useBasket(({ basket }) => basket?.member ?? null);
  const tap = useNotice((state) => state.tap);
  return (
    <section
      aria-label={t('member.heading')}
      data-testid="member-panel"
      className="flex shrink-0 flex-col gap-3 rounded-3xl bg-surface p-3 shadow-low wide:min-h-0"
    >
      <MemberSearch />
      {tap === null ? null : <TapNoticeCard tap={tap} />}
      <GuestNote />
      {member === null ? (
        tap === null ? (
          <TapHint />
        ) : null
      ) : (
        <MemberCard member={member} isAside={tap !== null} />
      )}
    </section>
  );
}
