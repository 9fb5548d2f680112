/** The place of the console that was chosen, as far as the role goes. */

import type { OpenSession } from '#shared/contracts/hq/admin-session.ts';
import { useConsoleState } from './console-context.tsx';
import { ChecksPlace } from './features/checks/checks-place.tsx';
import { DuplicatesPlace } from './features/duplicates/duplicates-place.tsx';
import { MembersPlace } from './features/members/members-place.tsx';
import { NoticesPlace } from './features/notices/notices-place.tsx';
import { OperatorsPlace } from './features/operators/operators-place.tsx';
import { PeoplePlace } from './features/people/people-place.tsx';
import { RulesPlace } from './features/rules/rules-place.tsx';
import { StoresPlace } from './features/stores/stores-place.tsx';
import { TillsPlace } from './features/tills/tills-place.tsx';
import { placesOf } from './stores/console-store.ts';

export function PlaceView({ account }: { readonly account: OpenSession['account'] }) {
  const { role } = account;
  const chosen = useConsoleState((state) => state.place);
  // An address may name a place of another role.
  const place = placesOf(role).includes(chosen) ? chosen : 'tills';
  switch (place) {
    case 'tills':
      return <TillsPlace role={role} />;
    case 'notices':
      return <NoticesPlace role={role} />;
    case 'rules':
      return <RulesPlace role={role} />;
    case 'members':
      return <MembersPlace role={role} />;
    case 'duplicates':
      return <DuplicatesPlace role={role} />;
    case 'people':
      return <PeoplePlace account={account} />;
    case 'operators':
      return <OperatorsPlace role={role} />;
    case 'stores':
      return <StoresPlace role={role} />;
    case 'checks':
      return <ChecksPlace />;
  }
}
