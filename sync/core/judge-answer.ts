/** What an answer to a push means for the place up to which entries count as sent. */

import type { PushAnswer, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import { isOwnHead } from './own-chain.ts';
import type { OwnChain } from './own-chain.ts';

export type SentPush = {
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
};

export type PushVerdict =
  /** HQ has everything up to this entry of the till. */
  | { readonly kind: 'taken'; readonly head: SyncHead }
  /** It says what cannot be: nothing of it is believed. */
  | { readonly kind: 'impossible'; readonly reason: 'otherEpoch' | 'beyondSent' | 'notOwn' };

export function judgePush(own: OwnChain, sent: SentPush, { received }: PushAnswer): PushVerdict {
  if (received.epoch !== sent.epoch) return { kind: 'impossible', reason: 'otherEpoch' };
  if (received.seq > sent.toSeq) return { kind: 'impossible', reason: 'beyondSent' };
  if (!isOwnHead(own, received)) return { kind: 'impossible', reason: 'notOwn' };
  return { kind: 'taken', head: received };
}

/**
 * Where to go on after `expected_seq`: from HQ's head where that is the till's own and lies before what was sent, from
 * the beginning of the epoch where HQ has other entries there. `undefined` where it makes no sense.
 */
export function placeAfterGap(own: OwnChain, sent: SentPush, details: GapDetails): SyncHead | undefined {
  const { epoch, seq, hash } = details;
  if (epoch !== sent.epoch || typeof seq !== 'number' || typeof hash !== 'string') return undefined;
  const head = { epoch: sent.epoch, seq, hash };
  if (isOwnHead(own, head) && seq < sent.fromSeq - 1) return head;
  const first = own.hashAt(sent.epoch, 0);
  const isAtBeginning = sent.fromSeq === 1;
  return first === undefined || isAtBeginning || isOwnHead(own, head)
    ? undefined
    : { epoch: sent.epoch, seq: 0, hash: first };
}

/** As an error's `details` came. */
export type GapDetails = { readonly [name: string]: string | number | boolean | null | undefined };
