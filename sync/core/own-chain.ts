/** A till's own chain, as far as sync asks for it. */

import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';

export type OwnChain = {
  /** The newest entry of every epoch that this till holds, oldest epoch first. */
  readonly heads: readonly SyncHead[];
  /** Hexadecimal; `undefined` where the till holds no such entry. Seq 0 has the first hash of the epoch. */
  readonly hashAt: (epoch: number, seq: number) => string | undefined;
};

/** Whether a head is an entry of this till, or the place before the first of an epoch. */
export function isOwnHead({ hashAt }: Pick<OwnChain, 'hashAt'>, { epoch, seq, hash }: SyncHead): boolean {
  return hashAt(epoch, seq) === hash;
}
