/** One reading of one card: connect, ask, judge, close; within deadlines, whatever the reader does. */

import type { CardUid } from '#shared/domain/card.ts';
import type { UnreadableReason } from '#shared/contracts/reader-contract.ts';
import type { Timers } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { followUp, getUidCommand, parseReply, selectPaymentCommand, statusDone } from './apdu.ts';
import type { Reply } from './apdu.ts';
import { checkUid } from './check-uid.ts';
import { classifyCard, mayBePayment } from './classify-card.ts';
import { apduMsMax, connectMsMax, sessionMsMax } from './reader-limits.ts';
import type { CardConnection, ConnectFailure } from './reader-port.ts';

const followUpsMax = 2;

export type ReadOutcome = Result<CardUid, UnreadableReason>;

export type IdentityRead = {
  /** Ends the reading from outside: the card was lifted, the reader is gone. Too late is no error. */
  readonly end: (reason: UnreadableReason) => void;
  /** Settles when the handle is closed and no call is open any more; may never settle. */
  readonly released: Promise<void>;
};

export type IdentityReadDeps = {
  readonly atr: Uint8Array;
  readonly timers: Timers;
  readonly connect: () => Promise<Result<CardConnection, ConnectFailure>>;
  /** Called exactly once, in the same turn in which the reading is decided. */
  readonly onOutcome: (outcome: ReadOutcome) => void;
};

/** Starts reading at once. */
export function readIdentity(deps: IdentityReadDeps): IdentityRead {
  const session = startSession(deps);
  const { kind } = classifyCard(deps.atr);
  if (kind === 'contact' || kind === 'otherFamily') {
    session.decide(err('notForMembers'));
    return { end: () => {}, released: Promise.resolve() };
  }
  const released = converse(deps, session);
  return { end: (reason) => session.decide(err(reason)), released };
}

type Late = 'late';
type Session = {
  readonly decide: (outcome: ReadOutcome) => void;
  readonly isOpen: () => boolean;
  /** The promise's value, or `late` when the deadline passes or the session is decided before. */
  readonly within: <Value>(deadlineMs: number, promise: Promise<Value>) => Promise<Value | Late>;
};

function startSession(deps: IdentityReadDeps): Session {
  let open = true;
  const leave = new Set<() => void>();
  const decide = (outcome: ReadOutcome): void => {
    if (!open) return;
    open = false;
    deps.timers.clearTimer(sessionTimer);
    for (const stopWaiting of leave) stopWaiting();
    deps.onOutcome(outcome);
  };
  const sessionTimer = deps.timers.setTimer(sessionMsMax, () => decide(err('noAnswer')));
  const within = <Value>(deadlineMs: number, promise: Promise<Value>): Promise<Value | Late> =>
    new Promise((resolve, reject) => {
      const settle = (value: Value | Late): void => {
        deps.timers.clearTimer(timer);
        leave.delete(giveUp);
        resolve(value);
      };
      const giveUp = (): void => settle('late');
      const timer = deps.timers.setTimer(deadlineMs, giveUp);
      leave.add(giveUp);
      promise.then(settle, reject);
    });
  return { decide, isOpen: () => open, within };
}

async function converse(deps: IdentityReadDeps, session: Session): Promise<void> {
  const connecting = deps.connect();
  const connected = await session.within(connectMsMax, connecting);
  if (connected === 'late' || !connected.ok) {
    const held = connected !== 'late' && connected.error === 'heldByAnotherProgram';
    session.decide(err(held ? 'heldByAnotherProgram' : 'connectFailed'));
    const afterAll = await connecting;
    if (afterAll.ok) await afterAll.value.close();
    return;
  }
  let lastCall: Promise<unknown> = Promise.resolve();
  const transmit = (command: Uint8Array): ReturnType<CardConnection['transmit']> => {
    const call = connected.value.transmit(command);
    lastCall = call;
    return call;
  };
  session.decide(await identify(deps.atr, session, transmit));
  // Closing behind a call that is still open would take the reader's lock from under it.
  await lastCall;
  await connected.value.close();
}

async function identify(
  atr: Uint8Array,
  session: Session,
  transmit: CardConnection['transmit'],
): Promise<ReadOutcome> {
  const uidReply = await exchange(session, transmit, getUidCommand);
  if (!uidReply.ok) return uidReply;
  if (uidReply.value.status !== statusDone) return err('badReply');
  const uid = checkUid(uidReply.value.data);
  if (!uid.ok || !mayBePayment(classifyCard(atr))) return uid;
  const payment = await exchange(session, transmit, selectPaymentCommand);
  if (!payment.ok) return payment;
  return payment.value.status === statusDone ? err('notForMembers') : ok(uid.value);
}

/** One command with its follow-ups, one call after the other. */
async function exchange(
  session: Session,
  transmit: CardConnection['transmit'],
  command: Uint8Array,
): Promise<Result<Reply, UnreadableReason>> {
  let next: Uint8Array | undefined = command;
  let data: readonly number[] = [];
  for (let sent = 0; next !== undefined && sent <= followUpsMax; sent += 1) {
    if (!session.isOpen()) return err('noAnswer'); // decided already: this value is not told any more
    const answered: Awaited<ReturnType<CardConnection['transmit']>> | Late = await session.within(
      apduMsMax,
      transmit(next),
    );
    if (answered === 'late') return err('noAnswer');
    if (!answered.ok) return err(answered.error === 'lifted' ? 'liftedTooEarly' : 'noAnswer');
    const reply = parseReply(answered.value);
    if (reply === undefined) return err('badReply');
    data = [...data, ...reply.data];
    next = followUp(command, reply);
    if (next === undefined) return ok({ data: Uint8Array.from(data), status: reply.status });
  }
  return err('badReply');
}
