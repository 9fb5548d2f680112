/** Asks HQ where it stands, and compares that with the till's own chain. */

import { standingOf, backlogOf, withHeads } from '#sync/core/standing.ts';
import type { EpochStanding } from '#sync/core/standing.ts';
import { setBackOf } from '#sync/core/set-back.ts';
import type { SetBack } from '#sync/core/set-back.ts';
import type { AgentDeps, AgentState } from './agent-state.ts';
import type { HqOutcome } from './outcome.ts';

export type Contacted = {
  readonly epochs: readonly EpochStanding[];
  /** Null where HQ knows nothing of this till but what it holds. */
  readonly setBack: SetBack | null;
  readonly wantedRuleSets: readonly string[];
};

/** Heads that one contact may name. */
const headsMax = 1_000;

export async function contactHq(deps: AgentDeps, state: AgentState): Promise<HqOutcome<Contacted>> {
  const { client, ledger, ports, pull, identity, tell } = deps;
  const own = ledger.own();
  const known = withHeads(own, state.epochs ?? []);
  const place = state.acknowledged ?? { epoch: own.heads[0]?.epoch ?? 1, seq: 0 };
  const sentAtMs = ports.clock.nowMs();
  const answer = await client.contact({
    heads: own.heads.slice(-headsMax),
    acknowledged: state.acknowledged,
    ...(state.proof === null ? {} : { proof: state.proof }),
    backlog: backlogOf(known),
    oldestUnsentAtMs: ledger.bookedAtMs(place),
    nowMs: sentAtMs,
    cursor: pull.cursor(),
    hqEpoch: state.hqEpoch,
    app: identity.app,
  });
  if (answer.kind !== 'ok') return answer;
  const { hqEpoch, nowMs, chains, newestCursor, wantedRuleSets, state: tillState, reason } = answer.value;
  const hqAheadMs = Math.round(nowMs - (sentAtMs + ports.clock.nowMs()) / 2);
  const { lease } = answer.value;
  tell({ kind: 'contacted', answer: { hqEpoch, nowMs, state: tillState, reason, lease }, hqAheadMs });
  state.hqEpoch = hqEpoch;
  state.tillState = tillState;
  state.contactState = tillState;
  state.newestCursor = newestCursor;
  // Asked again: the till may have booked while HQ answered.
  const now = ledger.own();
  const standing = standingOf(now, chains);
  const setBack = setBackOf(now, standing, { state: tillState, reason });
  return { kind: 'ok', value: { epochs: standing.epochs, setBack, wantedRuleSets } };
}
