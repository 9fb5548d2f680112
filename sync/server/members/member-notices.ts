/** What a person at HQ is told of members that enrolments made. */

import { uuid, uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { addNotices } from '../db/stores/truth/truth-notices.ts';
import type { HqDeps } from '../hq-deps.ts';

type NoticeDeps = Pick<HqDeps, 'clock' | 'sha256' | 'utf8'>;

/** The record of an enrolment does not open with HQ's key, or is another member's. */
export async function noticeUnreadable(
  transaction: HqTransaction,
  { memberRef, deviceId }: { readonly memberRef: string; readonly deviceId: string },
  deps: NoticeDeps,
): Promise<void> {
  await addNotices(transaction, [
    {
      noticeId: noticeId(deps, 'recordUnreadable', memberRef),
      kind: 'recordUnreadable',
      atMs: deps.clock.nowMs(),
      deviceId: uuid(deviceId),
      memberRef: uuid(memberRef),
      entryId: null,
      facts: {},
    },
  ]);
}

/** The same for the same matter, so that telling it again tells nothing. */
function noticeId({ sha256, utf8 }: NoticeDeps, ...words: readonly string[]): Uuid {
  return uuidFromBytes(sha256(utf8.encode(`notice ${words.join(' ')}`)).slice(0, 16));
}
