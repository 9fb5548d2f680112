/** Sends everything that HQ lacks, oldest first: while one push is on its way, the next one is made. */

import type { PushAnswer, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import { largerBatch, smallerBatch } from '#sync/core/batch-size.ts';
import { judgePush, placeAfterGap } from '#sync/core/judge-answer.ts';
import type { SentPush } from '#sync/core/judge-answer.ts';
import { backlogOf, nextToSend, withHeads, withPlace } from '#sync/core/standing.ts';
import { moveTo } from './agent-state.ts';
import type { AgentDeps, AgentState } from './agent-state.ts';
import type { HqOutcome, HqTrouble } from './outcome.ts';
import { preparePush } from './prepare-push.ts';
import type { PreparedPush } from './prepare-push.ts';
import { sendAttachments, sendRuleSets, shortRuleSetMax } from './send-wanted.ts';

export type Sent =
  /** HQ has everything. */
  | { readonly kind: 'level' }
  /** HQ said what cannot be; the place is as it was. */
  | { readonly kind: 'impossible'; readonly reason: string }
  | HqTrouble;

/** HQ may be set back again and again while it is restored; a contact sorts that out. */
const gapsMax = 5;
/** From this number on the screen is shown how far it is. */
const progressFrom = 500;

export async function sendBacklog(deps: AgentDeps, state: AgentState): Promise<Sent> {
  const run = { gaps: 0, done: 0, total: backlogOf(current(deps, state)) };
  const isLong = run.total >= progressFrom;
  try {
    return await drain(deps, state, { ...run, isLong });
  } finally {
    if (isLong) deps.tell({ kind: 'progress', progress: null });
  }
}

type Run = { gaps: number; done: number; readonly total: number; readonly isLong: boolean };

async function drain(deps: AgentDeps, state: AgentState, run: Run): Promise<Sent> {
  let ahead: PreparedPush | null = null;
  for (;;) {
    const next = nextToSend(current(deps, state));
    if (next === undefined || state.isStopped) return { kind: 'level' };
    const push: PreparedPush | null = ahead ?? preparePush(deps, next.atHq, state.size);
    if (push === null) return { kind: 'impossible', reason: 'entriesMissing' };
    const answering = deps.client.push(push.body);
    // The request is on its way before the next one is made.
    await deps.ports.nextTurn();
    const sent: SentPush = push.sent;
    const isMore = sent.toSeq < next.ownSeq;
    ahead = isMore ? preparePush(deps, { epoch: sent.epoch, seq: sent.toSeq }, state.size) : null;
    const failed = await take(deps, state, { push, run, answer: await answering });
    if (failed === 'again') ahead = null;
    else if (failed !== null) return failed;
  }
}

/** The standing of this moment: the till may have booked on. */
function current({ ledger }: AgentDeps, state: AgentState): NonNullable<AgentState['epochs']> {
  state.epochs = withHeads(ledger.own(), state.epochs ?? []);
  return state.epochs;
}

type Answered = {
  readonly push: PreparedPush;
  readonly run: Run;
  readonly answer: HqOutcome<PushAnswer>;
};

/** Null where the next push follows on this one; `again` where it has to be made anew. */
async function take(
  deps: AgentDeps,
  state: AgentState,
  { push, run, answer }: Answered,
): Promise<Sent | 'again' | null> {
  const { sent } = push;
  const entries = sent.toSeq - sent.fromSeq + 1;
  // HQ was there a moment ago: what broke the line may have been that it took too long.
  if (answer.kind === 'timeout' || answer.kind === 'unreachable') {
    state.size = smallerBatch(state.size, entries);
  }
  if (answer.kind === 'refused' && answer.code === 'too_large' && entries > 1) {
    state.size = smallerBatch(state.size, entries);
    return 'again';
  }
  if (answer.kind === 'refused' && answer.code === 'expected_seq') {
    const place = placeAfterGap(deps.ledger.own(), sent, answer.details);
    run.gaps += 1;
    if (place === undefined || run.gaps > gapsMax) return { kind: 'impossible', reason: 'gap' };
    goTo(deps, state, place);
    return 'again';
  }
  if (answer.kind !== 'ok') return answer;
  const verdict = judgePush(deps.ledger.own(), sent, answer.value);
  if (verdict.kind === 'impossible') return verdict;
  // An answer that takes nothing of the push is a gap by another name, and must come to an end like one.
  if (verdict.head.seq < sent.fromSeq) run.gaps += 1;
  if (run.gaps > gapsMax) return { kind: 'impossible', reason: 'gap' };
  state.size = largerBatch(state.size);
  state.tillState = answer.value.state;
  goTo(deps, state, verdict.head, answer.value);
  run.done += entries;
  if (run.isLong) {
    const total = Math.max(run.total, run.done);
    deps.tell({ kind: 'progress', progress: { kind: 'push', done: run.done, total } });
  }
  for (const hash of answer.value.wantedRuleSets) state.ruleSetsWanted.add(hash);
  const hashes = answer.value.missingAttachments;
  const failed =
    (await sendRuleSets(deps, state, shortRuleSetMax)) ??
    (await sendAttachments(deps, state, { hashes, head: verdict.head }));
  if (failed !== null) return failed;
  return verdict.head.seq === sent.toSeq ? null : 'again';
}

// oxlint-disable-next-line max-params -- the place and what came with it
function goTo(deps: AgentDeps, state: AgentState, head: SyncHead, answer?: PushAnswer): void {
  const epochs = withPlace(current(deps, state), head);
  const durable = answer?.durable ?? null;
  const isOwn = durable !== null && deps.ledger.own().hashAt(durable.epoch, durable.seq) === durable.hash;
  const known = isOwn
    ? epochs.map((standing) => (standing.epoch === durable.epoch ? { ...standing, durable } : standing))
    : epochs;
  moveTo(deps, state, { epochs: known, proof: answer?.proof });
}
