/**
 * The one way by which points and credit leave a member: HQ is asked to keep them before anything is booked, and where it
 * cannot be asked, the limits of a till that is alone decide. Payments, rewards, transfers and gift cards all go by it.
 */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ReadDb } from '../db/database.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { createGivenStore } from '../db/stores/given-store.ts';
import { createRedeemedStore } from '../db/stores/redeemed-store.ts';
import type { KnownMembers } from '../members/known-members.ts';
import { createRedemptionStop } from '../sync/redemption-limit.ts';
import type { RedemptionStop } from '../sync/redemption-limit.ts';
import type { SyncLine } from '../sync/sync-line.ts';
import { createAuthority } from './authority.ts';
import { createLeftToRedeem, createMayRedeem } from './may-redeem.ts';
import type { LeftToRedeem, MayRedeem } from './may-redeem.ts';

export type ReserveCode = 'redemption_not_allowed' | 'redemption_on_hold' | 'balance_too_small';

export type Reservation = {
  /** HQ keeps what is to leave; false where it was not asked. */
  readonly isKept: boolean;
  /** To be called when nothing was booked after all. */
  readonly giveUp: () => void;
};

export type RedemptionGate = {
  /** Why nothing may leave at all; null while HQ lets it be. */
  readonly stop: RedemptionStop;
  /** By HQ's word inside of `withKept`, otherwise by how the line looks. */
  readonly mayRedeem: MayRedeem;
  readonly leftToRedeem: LeftToRedeem;
  /** Somebody else than this till has a say, and wants to be asked. */
  readonly isAsked: () => boolean;
  readonly reserve: (request: ReserveRequest) => Promise<Result<Reservation, AppError<ReserveCode>>>;
  /** Runs one booking as HQ's answer to a reservation allows. */
  readonly withKept: <Value>(isKept: boolean, book: () => Value) => Value;
};

export type RedemptionGateDeps = {
  readonly db: ReadDb;
  readonly chain: ChainAtTill;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly line: Pick<SyncLine, 'isJoined' | 'isReachable' | 'memory' | 'hqNowMs' | 'reserve' | 'release'>;
  readonly clock: Clock;
};

const nothingKept: Reservation = { isKept: false, giveUp: () => undefined };

export function createRedemptionGate({
  db,
  chain,
  members,
  line,
  clock,
}: RedemptionGateDeps): RedemptionGate {
  // Between asking HQ and booking, what HQ said counts, and not how the line looks by now.
  let isKeptNow: boolean | null = null;
  const asked = {
    isReachable: () => isKeptNow ?? line.isReachable(),
    memory: line.memory,
    hqNowMs: line.hqNowMs,
  };
  const authority = createAuthority({ chain, clock, line: asked });
  const redeemed = createRedeemedStore(db);
  const given = createGivenStore(db);
  const limits = { chain, authority, redeemed, given, members, clock };
  const stop = createRedemptionStop(line);
  return {
    stop,
    mayRedeem: createMayRedeem(limits),
    leftToRedeem: createLeftToRedeem(limits),
    isAsked: line.isJoined,
    reserve: async (request) => {
      const stopped = stop();
      if (stopped !== null) return err(stopped);
      if (!line.isReachable()) return ok(nothingKept);
      const answer = await line.reserve(request);
      const giveUp = (): void => line.release(request.opKey);
      // HQ may have kept it, and only its answer is lost.
      if (answer.kind === 'notReached') return ok({ isKept: false, giveUp });
      if (answer.kind === 'given') return ok({ isKept: true, giveUp });
      return err(appError(answer.code === 'on_hold' ? 'redemption_on_hold' : 'balance_too_small'));
    },
    withKept: (isKept, book) => {
      isKeptNow = isKept;
      try {
        return book();
      } finally {
        isKeptNow = null;
      }
    },
  };
}
