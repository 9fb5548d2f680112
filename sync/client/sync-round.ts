/** One round of the conversation with HQ: contact where it is due, send, receive. */

import { backlogOf, withHeads } from '#sync/core/standing.ts';
import type { SetBack } from '#sync/core/set-back.ts';
import { moveTo } from './agent-state.ts';
import type { AgentDeps, AgentState } from './agent-state.ts';
import { contactHq } from './contact-hq.ts';
import { causeOf } from './outcome.ts';
import type { HqTrouble } from './outcome.ts';
import { receiveChanges } from './receive-changes.ts';
import { sendBacklog } from './send-backlog.ts';
import type { Sent } from './send-backlog.ts';
import { sendRuleSets, shortRuleSetMax } from './send-wanted.ts';
import { noRoom } from './sync-ports.ts';

export type RoundDeps = AgentDeps & {
  /** Reads back what HQ has and the till has not; afterwards the till starts again. */
  readonly onSetBack: (setBack: SetBack) => Promise<HqTrouble | NotApplied | null>;
};

/** What HQ sent cannot be put into this till's files; `what` may be `noRoom`. */
export type NotApplied = { readonly kind: 'notApplied'; readonly what: string };

export type RoundEnd =
  | { readonly kind: 'level' }
  | { readonly kind: 'impossible'; readonly reason: string }
  | NotApplied
  /** The till has to start again. */
  | { readonly kind: 'setBack' }
  | HqTrouble;

export type RoundWish = {
  readonly isContactDue: boolean;
  readonly isHinted: boolean;
  /** Something was booked since the round began. */
  readonly isWoken: () => boolean;
};

export async function syncRound(deps: RoundDeps, state: AgentState, wish: RoundWish): Promise<RoundEnd> {
  if (wish.isContactDue || state.epochs === undefined) {
    const end = await contactStep(deps, state);
    if (end !== null) return end;
  }
  const sent = await sendStep(deps, state);
  if (sent.kind !== 'level') return sent;
  return await receiveStep(deps, state, wish);
}

async function contactStep(deps: RoundDeps, state: AgentState): Promise<RoundEnd | null> {
  deps.tell({ kind: 'activity', activity: 'contacting', nextTryInMs: null });
  const answer = await contactHq(deps, state);
  if (answer.kind !== 'ok') return answer;
  const { epochs, setBack, wantedRuleSets } = answer.value;
  if (setBack !== null) return (await deps.onSetBack(setBack)) ?? { kind: 'setBack' };
  moveTo(deps, state, { epochs });
  for (const hash of wantedRuleSets) state.ruleSetsWanted.add(hash);
  return await sendRuleSets(deps, state, shortRuleSetMax);
}

async function sendStep(deps: RoundDeps, state: AgentState): Promise<Sent> {
  state.epochs = withHeads(deps.ledger.own(), state.epochs ?? []);
  if (backlogOf(state.epochs) === 0) return { kind: 'level' };
  deps.tell({ kind: 'activity', activity: 'sending', nextTryInMs: null });
  return await sendBacklog(deps, state);
}

async function receiveStep(deps: RoundDeps, state: AgentState, wish: RoundWish): Promise<RoundEnd> {
  const isNews = wish.isHinted || state.newestCursor !== deps.pull.cursor();
  if (!isNews && deps.pull.erasuresDone().length === 0) return { kind: 'level' };
  deps.tell({ kind: 'activity', activity: 'receiving', nextTryInMs: null });
  const received = await receiveChanges(deps, state, async () => {
    if (!wish.isWoken()) return null;
    const sent = await sendStep(deps, state);
    return sent.kind === 'level' || sent.kind === 'impossible' ? null : sent;
  });
  if (received.kind === 'level') state.newestCursor = deps.pull.cursor();
  return received;
}

/** In the words of the screen; null for a round that ended well. */
export function troubleOf(
  end: RoundEnd,
): { readonly cause: ReturnType<typeof causeOf>; readonly detail: string } | null {
  switch (end.kind) {
    case 'level':
    case 'setBack':
      return null;
    case 'impossible':
      return { cause: 'badAnswer', detail: end.reason };
    case 'notApplied':
      return { cause: end.what === noRoom ? 'diskFull' : 'notApplied', detail: end.what };
    case 'refused':
      return { cause: causeOf(end), detail: end.code };
    case 'badAnswer':
      return { cause: 'badAnswer', detail: end.what };
    case 'unreachable':
    case 'timeout':
    case 'captivePortal':
    case 'notHq':
    case 'tlsFailed':
    case 'busy':
    case 'aborted':
      return { cause: causeOf(end), detail: end.kind };
  }
}

/** Whether HQ itself was there. */
export function hasReachedHq({ kind }: RoundEnd): boolean {
  const away = ['unreachable', 'timeout', 'captivePortal', 'notHq', 'tlsFailed', 'aborted'];
  return !away.includes(kind);
}
