/**
 * The cards of one reader, one after the other: turns placements and lifts into what the till is told.
 *
 * A card back within `bounceMs` is the same session and is not told again, and its removal is told only when it has
 * stayed away that long. A card that left before it was read is told only if it does not come back.
 */

import type { CardUid } from '#shared/domain/card.ts';
import type { ReaderContract, UnreadableReason } from '#shared/contracts/reader-contract.ts';
import type { EmitEvent, EventPayload } from '#shared/contracts/rpc-contract.ts';
import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';
import { readIdentity } from './read-identity.ts';
import type { IdentityRead, ReadOutcome } from './read-identity.ts';
import { bounceMs, stuckMsMax, tooEarlySettleMs } from './reader-limits.ts';
import type { ReaderPort } from './reader-port.ts';

export type CardPresent = EventPayload<ReaderContract, 'cardPresent'>;

export type ReaderLane = {
  readonly placed: (atr: Uint8Array) => void;
  readonly lifted: () => void;
  /** The reader is gone: everything open is told at once. */
  readonly ended: () => void;
  /** The identified card that lies there now, or was lifted less than `bounceMs` ago. */
  readonly present: () => CardPresent | undefined;
};

export type ReaderLaneDeps = {
  readonly readerName: string;
  readonly connect: ReaderPort['connect'];
  readonly timers: Timers;
  readonly monotonicMs: Clock['monotonicMs'];
  readonly nextSession: () => number;
  readonly emit: EmitEvent<ReaderContract>;
  /** A native call has not come back for `stuckMsMax`. */
  readonly onStuck: () => void;
};

type LaneState = {
  reading: IdentityRead | undefined;
  /** The last identified card, until its removal has been told. */
  known: CardPresent | undefined;
  /** Runs while a known card is away. */
  awayTimer: TimerId | undefined;
  /** Runs while a card that left too early may still come back. */
  tooEarlyTimer: TimerId | undefined;
  /** A card lies there, known or unreadable. */
  occupied: boolean;
  lastReleased: Promise<void>;
};

export function createReaderLane(deps: ReaderLaneDeps): ReaderLane {
  const state: LaneState = {
    reading: undefined,
    known: undefined,
    awayTimer: undefined,
    tooEarlyTimer: undefined,
    occupied: false,
    lastReleased: Promise.resolve(),
  };
  const lane = { deps, state };
  return {
    placed: (atr) => {
      if (state.occupied) lift(lane);
      place(lane, atr);
    },
    lifted: () => lift(lane),
    ended: () => end(lane),
    present: () => state.known,
  };
}

type Lane = { readonly deps: ReaderLaneDeps; readonly state: LaneState };

function place(lane: Lane, atr: Uint8Array): void {
  const { deps, state } = lane;
  stopTimer(lane, 'awayTimer');
  stopTimer(lane, 'tooEarlyTimer');
  state.occupied = true;
  const startedMs = deps.monotonicMs();
  const previous = state.lastReleased;
  const decided: { read: IdentityRead | undefined; outcome: ReadOutcome | undefined } = {
    read: undefined,
    outcome: undefined,
  };
  const read = readIdentity({
    atr,
    timers: deps.timers,
    // One call in flight for each reader: the last card's handle must be closed first.
    connect: () => previous.then(() => deps.connect(deps.readerName)),
    onOutcome: (outcome) => {
      decided.outcome = outcome;
      if (decided.read !== undefined) conclude(lane, outcome, startedMs);
    },
  });
  decided.read = read;
  state.reading = read;
  state.lastReleased = read.released;
  watchRelease(deps, read.released);
  if (decided.outcome !== undefined) conclude(lane, decided.outcome, startedMs);
}

function conclude(lane: Lane, outcome: ReadOutcome, startedMs: number): void {
  lane.state.reading = undefined;
  if (outcome.ok) {
    identified(lane, outcome.value, lane.deps.monotonicMs() - startedMs);
    return;
  }
  if (outcome.error === 'liftedTooEarly') tooEarly(lane);
  else unreadable(lane, outcome.error);
}

function identified(lane: Lane, cardUid: CardUid, readingMs: number): void {
  const { deps, state } = lane;
  if (state.known?.cardUid === cardUid) return; // it bounced
  tellRemoved(lane);
  state.known = { session: deps.nextSession(), cardUid, readerName: deps.readerName, readingMs };
  deps.emit('cardPresent', state.known);
}

function tooEarly(lane: Lane): void {
  const { deps, state } = lane;
  if (state.known !== undefined) {
    // Part of the bounce of a card that has been told already: it is away until it is read again.
    state.awayTimer = deps.timers.setTimer(bounceMs, () => tellRemoved(lane));
    return;
  }
  state.tooEarlyTimer = deps.timers.setTimer(tooEarlySettleMs, () => unreadable(lane, 'liftedTooEarly'));
}

function unreadable(lane: Lane, reason: UnreadableReason): void {
  stopTimer(lane, 'tooEarlyTimer');
  tellRemoved(lane);
  lane.deps.emit('cardUnreadable', { session: lane.deps.nextSession(), reason });
}

function lift(lane: Lane): void {
  const { deps, state } = lane;
  if (!state.occupied) return;
  state.occupied = false;
  if (state.reading !== undefined) state.reading.end('liftedTooEarly');
  else if (state.known !== undefined && state.awayTimer === undefined) {
    state.awayTimer = deps.timers.setTimer(bounceMs, () => tellRemoved(lane));
  }
}

function end(lane: Lane): void {
  const { state } = lane;
  state.occupied = false;
  state.reading?.end('noAnswer');
  if (state.tooEarlyTimer !== undefined) unreadable(lane, 'liftedTooEarly');
  tellRemoved(lane);
}

function tellRemoved(lane: Lane): void {
  const { deps, state } = lane;
  stopTimer(lane, 'awayTimer');
  if (state.known === undefined) return;
  const { session } = state.known;
  state.known = undefined;
  deps.emit('cardRemoved', { session });
}

function stopTimer(lane: Lane, name: 'awayTimer' | 'tooEarlyTimer'): void {
  const timer = lane.state[name];
  if (timer !== undefined) lane.deps.timers.clearTimer(timer);
  lane.state[name] = undefined;
}

function watchRelease(deps: ReaderLaneDeps, released: Promise<void>): void {
  const timer = deps.timers.setTimer(stuckMsMax, deps.onStuck);
  void released.then(() => deps.timers.clearTimer(timer));
}
