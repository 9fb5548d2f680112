/** The number of a member, and the way to what can be decided about them, for whoever may go there. */

import { useTranslation } from 'react-i18next';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { placesOf } from '#renderer/console/stores/console-store.ts';
import { shortId } from './short-id.ts';
import { ShortId } from './short-id.tsx';

export function MemberLink({ memberRef }: { readonly memberRef: string }) {
  const { t } = useTranslation();
  const { store } = useConsole();
  const session = useConsoleState((state) => state.session);
  const isReader =
    session !== null &&
    session !== 'unknown' &&
    session.stage === 'open' &&
    placesOf(session.account.role).includes('members');
  if (!isReader) return <ShortId id={memberRef} />;
  return (
    <button
      type="button"
      title={memberRef}
      aria-label={t('console.members.look', { number: shortId(memberRef) })}
      data-testid="member-link"
      onClick={() => store.setState({ place: 'members', memberNumber: memberRef })}
      className="rounded-md px-1 font-mono text-[0.9em] text-brand-ink underline underline-offset-4 hover:bg-brand-soft"
    >
      <bdi dir="ltr">{shortId(memberRef)}</bdi>
    </button>
  );
}
