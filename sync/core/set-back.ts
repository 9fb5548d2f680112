/** What a till does about entries under its name that it does not hold: read them back, and begin another epoch. */

import type { ContactAnswer, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { OwnChain } from './own-chain.ts';
import type { Standing } from './standing.ts';

export type EntriesToRead = {
  readonly epoch: number;
  readonly branch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
};

export type SetBack = {
  /** In the order in which they continue the till's chain, if they do; empty where nothing can be taken back. */
  readonly read: readonly EntriesToRead[];
  /** The newest entry under this till's name: the next epoch is a later one than its. */
  readonly known: SyncHead;
};

/**
 * Null where nothing is to be done. A frozen till leaves later epochs alone: they are another copy's, and two copies
 * that take each other's entries back would never come to an end.
 */
export function setBackOf(
  own: OwnChain,
  { strange }: Standing,
  { state, reason }: Pick<ContactAnswer, 'state' | 'reason'>,
): SetBack | null {
  const newest = own.heads.at(-1) ?? { epoch: 1, seq: 0 };
  const isFork = state === 'frozen' && reason === 'fork';
  const concerned = strange.filter(({ head }) => !isFork || head.epoch === newest.epoch);
  const last = concerned.toSorted(
    (left, right) => right.head.epoch - left.head.epoch || right.head.seq - left.head.seq,
  )[0];
  if (last === undefined || state === 'revoked') return null;
  const ownSeq = (epoch: number): number => (epoch === newest.epoch ? newest.seq : 0);
  const read = concerned
    .filter(({ head }) => head.seq > ownSeq(head.epoch))
    .map(({ branch, head }) => ({
      epoch: head.epoch,
      branch,
      fromSeq: ownSeq(head.epoch) + 1,
      toSeq: head.seq,
    }));
  return { read: isFork ? [] : read, known: last.head };
}
