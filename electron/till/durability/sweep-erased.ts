/**
 * Makes sure that of members who were erased nothing can be opened in any copy of the ledger: their keys go from the
 * journal, and one new copy takes the place of all older ones. Only then the last trace in the ledger goes, which is what
 * the confirmation to HQ waits for. Then come the files that were set aside under former identities. A sweep that was cut off, or could not be done, begins anew; everything it does may
 * be done twice.
 */

import type { HeldErasure } from '#shared/contracts/till/safety-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { TimerId } from '#shared/kernel/clock.ts';
import { emptyLog } from '../cache/scrub-cache.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { ErasureStore } from '../db/stores/erasure-store.ts';
import { createMemberEraser } from '../db/stores/member-eraser.ts';
import { diskFailure } from '../journal/file-system.ts';
import type { LedgerJournal } from '../journal/follow-ledger.ts';
import { forgetKeys } from '../journal/forget-keys.ts';
import { segmentNumbers } from '../journal/journal-place.ts';
import type { JournalPlace } from '../journal/journal-place.ts';
import type { TillPorts } from '../ports.ts';
import type { FormerSweep } from './sweep-former.ts';
import type { Upkeep } from './upkeep.ts';

export type ErasureSweep = {
  /** Looks whether somebody is to be swept away; call it after each erasure and at each start. */
  readonly look: () => void;
  /** Folders of former identities that could not be swept: while there are any, no erasure is confirmed. */
  readonly held: () => readonly HeldErasure[];
  /** Somebody is told whenever that may have changed. */
  readonly onHeldChanged: (tell: () => void) => void;
  readonly close: () => void;
};

export type SweepDeps = {
  readonly ledger: WriteDb;
  readonly erasures: Pick<ErasureStore, 'all'>;
  readonly journal: Pick<LedgerJournal, 'close'>;
  readonly place: JournalPlace;
  /** Whether there is any copy of the ledger beside it. */
  readonly hasCopies: () => boolean;
  readonly upkeep: Pick<Upkeep, 'renew'> | undefined;
  /** Looks into what was set aside under former identities. */
  readonly former: FormerSweep;
  readonly ports: Pick<TillPorts, 'timers' | 'randomBytes' | 'nextTurn' | 'log'>;
  readonly onBug: (bug: unknown) => void;
};

/** A disk that is full, or a reader in the way. */
export const sweepRetryMs = 5 * 60_000;

export function createErasureSweep(deps: SweepDeps): ErasureSweep {
  const { ledger, erasures, ports } = deps;
  const eraser = createMemberEraser(ledger);
  let isSweeping = false;
  /** Somebody may have been erased whom the sweep under way did not see. */
  let isAskedAgain = false;
  let isClosed = false;
  let timer: TimerId | undefined;
  let tellHeld = (): void => undefined;
  const due = (): readonly MemberRef[] =>
    erasures
      .all()
      .map(({ memberRef }) => memberRef)
      .filter((memberRef) => eraser.has(memberRef) && !eraser.isReadable(memberRef));
  const sweep = async (members: readonly MemberRef[]): Promise<boolean> => {
    const hashes = new Set(members.flatMap(eraser.sealedOf).map(bytesToHex));
    const isClean =
      (await sweepJournal(
        deps,
        (hash) => hashes.has(bytesToHex(hash)),
        () => isClosed,
      )) &&
      (await sweepCopies(deps)) &&
      !isClosed &&
      emptyLog(ledger);
    if (!isClean) return false;
    return inTransaction(ledger, () => members.forEach(eraser.forget)).ok;
  };
  const run = async (): Promise<void> => {
    for (let members = due(); members.length > 0; members = due()) {
      const isDone = await sweep(members);
      if (isClosed) return;
      ports.log(isDone ? 'erasuresSwept' : 'erasureDelayed', { members: members.length });
      if (!isDone) return tryLater();
    }
    const everybody = erasures.all().map(({ memberRef }) => memberRef);
    const isDone = await deps.former.sweep(everybody, () => isClosed);
    if (isClosed) return;
    tellHeld();
    if (!isDone) tryLater();
  };
  const tryLater = (): void => {
    timer = ports.timers.setTimer(sweepRetryMs, look);
  };
  const look = (): void => {
    timer = undefined;
    isAskedAgain = isSweeping;
    if (isSweeping || isClosed) return;
    isSweeping = true;
    void run()
      .catch(deps.onBug)
      .finally(() => {
        isSweeping = false;
        if (isAskedAgain) look();
      });
  };
  return {
    look,
    held: deps.former.held,
    onHeldChanged: (tell) => {
      tellHeld = tell;
    },
    close: () => {
      isClosed = true;
      if (timer !== undefined) ports.timers.clearTimer(timer);
    },
  };
}

/** A segment at a time, because somebody may be selling. */
async function sweepJournal(
  { journal, place, ports }: SweepDeps,
  isForgotten: (hash: Uint8Array) => boolean,
  isClosed: () => boolean,
): Promise<boolean> {
  // What is booked from now on goes into a new segment, and holds no key of an erased member any more.
  journal.close();
  try {
    for (const segment of segmentNumbers(place)) {
      forgetKeys(place, segment, { isForgotten, randomBytes: ports.randomBytes });
      await ports.nextTurn();
      if (isClosed()) return false;
    }
    return true;
  } catch (error) {
    if (diskFailure(error) === undefined) throw error;
    return false;
  }
}

async function sweepCopies({ hasCopies, upkeep }: SweepDeps): Promise<boolean> {
  return !hasCopies() || (await upkeep?.renew()) === true;
}
