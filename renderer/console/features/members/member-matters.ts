import type { MemberLookView } from '#shared/contracts/hq/admin-truth.ts';
import type { MemberMatter } from '#renderer/console/member-dialogs/member-dialog.tsx';

/** What can be decided about a member in this state; HQ would refuse the rest. */
export function mattersOf({
  state,
  hold,
}: Pick<MemberLookView, 'state' | 'hold'>): readonly (MemberMatter | 'merge')[] {
  switch (state) {
    case 'active':
      return [hold === null ? 'hold' : 'lift', 'merge', 'erase'];
    case 'merged':
      return ['unmerge'];
    case 'erased':
      return [];
  }
}
